package dev.ddnn.operator.plan.usage;

import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.LinkBytes;
import dev.ddnn.contract.report.PodReport.Metered;
import dev.ddnn.contract.report.PodReport.Samples;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports as pods of a small DDNN send them. */
final class Reported {
    private Reported() {}

    /** What a pod of the deciding section says. */
    static PodReport gateway(Boot boot, long sequence, long samples, long cpuMillis, long memoryByteSeconds) {
        var metered = new Metered(
                cpuMillis, memoryByteSeconds, Map.of("gateway", samples / 2, "cloud", samples - samples / 2));
        return report(boot, sequence, "gateway", samples, metered);
    }

    static PodReport cloud(Boot boot, long sequence, long samples, long cpuMillis) {
        return report(boot, sequence, "cloud", samples, new Metered(cpuMillis, null, null));
    }

    /** 100 bytes up and 10 down for each sample. */
    static PodReport report(Boot boot, long sequence, String section, long samples, @Nullable Metered metered) {
        return new PodReport(
                boot.podUid(),
                boot.bootId(),
                sequence,
                "pod",
                "node-1",
                "city",
                "d",
                section,
                "b",
                null,
                null,
                List.of(),
                new Samples(samples, 0, samples, samples / 10, Map.of("Overloaded", samples / 100)),
                new LinkBytes(100 * samples, 10 * samples, 7, 7),
                List.of(),
                null,
                metered,
                null);
    }
}
