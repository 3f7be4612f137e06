package dev.ddnn.pod.telemetry;

/** Names of the metrics, as Micrometer has them; Prometheus shows them with underscores and, for counters, {@code _total}. */
public final class MetricNames {
    /** Samples (below a join: parts) taken in. */
    public static final String RECEIVED = "ddnn.samples.received";

    /** Samples that this section's exit answered; tag {@code exit}. */
    public static final String ANSWERED = "ddnn.samples.answered";

    /** Samples that the sections above answered. */
    public static final String FORWARDED = "ddnn.samples.forwarded";

    /** Answers of this section that are marked degraded; tag {@code reason}. */
    public static final String DEGRADED = "ddnn.samples.degraded";

    /** Refusals; tag {@code code}. */
    public static final String REFUSED = "ddnn.samples.refused";

    /** Samples that a second revision computed as well, to be compared or to be at hand; not among those received. */
    public static final String SHADOWED = "ddnn.samples.shadowed";

    /** Those of them that the second revision could not compute; the sample itself is not touched by it. */
    public static final String SHADOW_FAILED = "ddnn.samples.shadow.failed";

    /** Time per stage; tag {@code stage}. */
    public static final String STAGE = "ddnn.stage";

    /**
     * Bytes of the streams between sections with all framing above TCP; tags {@code side} ({@code next}, {@code below}) and
     * {@code way} ({@code sent}, {@code received}).
     */
    public static final String LINK_BYTES = "ddnn.link.bytes";

    private MetricNames() {}
}
