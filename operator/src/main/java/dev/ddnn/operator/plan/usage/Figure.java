package dev.ddnn.operator.plan.usage;

/** What is counted, each since the boot of a pod or since the month began. */
public enum Figure {
    /** Samples that came to the deciding section, through which all pass. */
    Samples,
    /** Samples, or below a join parts of them, that the section took in. */
    Received,
    /** Samples or parts that the section refused, whatever the reason. */
    Refused,
    /** Answers of the section's own exit that were marked degraded. */
    Degraded,
    /** Bytes to the next section, all framing above TCP included. */
    UpBytes,
    /** Bytes from the next section, all framing above TCP included. */
    DownBytes,
    /** CPU time of the processes, in milliseconds. */
    CpuMillis,
    /** Resident memory of the processes, integrated over time: bytes times seconds. */
    MemoryByteSeconds
}
