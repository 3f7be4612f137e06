package dev.ddnn.pod.telemetry;

import com.sun.management.OperatingSystemMXBean;
import dev.ddnn.contract.report.PodReport.Metered;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this process used since it began: its CPU time, and its resident memory integrated over time. Resident memory as Linux
 * tells it of the process, and not the memory of its control group: that counts the page cache of the files it read, is not the
 * pod's own where several processes share a group, and is not there everywhere. Between two looks memory is taken to have grown
 * or shrunk evenly. What the system does not tell is absent, never 0.
 */
public final class ProcessUse {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final long KIBI = 1024;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private final LongSupplier cpuNanos;
    private final Supplier<OptionalLong> residentBytes;
    private final LongSupplier nanos;
    private double byteSeconds;
    private OptionalLong lastBytes;
    private long lastNanos;

    /**
     * @param cpuNanos CPU time of the process; negative: not known
     * @param residentBytes resident memory; empty: not known
     * @param nanos a clock that never goes back
     */
    ProcessUse(LongSupplier cpuNanos, Supplier<OptionalLong> residentBytes, LongSupplier nanos) {
        this.cpuNanos = cpuNanos;
        this.residentBytes = residentBytes;
        this.nanos = nanos;
        this.lastBytes = residentBytes.get();
        this.lastNanos = nanos.getAsLong();
    }

    /** Of the process that asks; its memory counts from now on. */
    public static ProcessUse ofThisProcess() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new ProcessUse(
                system == null ? () -> -1 : system::getProcessCpuTime, () -> resident(STATUS), System::nanoTime);
    }

    /**
     * Looks, and tells what was used until now. Whoever asks seldom gets a coarse integral.
     *
     * @param answered to be told with it
     */
    public synchronized Metered metered(@Nullable Map<String, Long> answered) {
        OptionalLong bytes = residentBytes.get();
        long now = nanos.getAsLong();
        if (bytes.isPresent() && lastBytes.isPresent()) {
            double mean = (bytes.getAsLong() + lastBytes.getAsLong()) / 2.0;
            byteSeconds += mean * ((now - lastNanos) / NANOS_PER_SECOND);
        }
        lastBytes = bytes;
        lastNanos = now;
        long cpu = cpuNanos.getAsLong();
        return new Metered(
                cpu < 0 ? null : cpu / NANOS_PER_MILLI,
                bytes.isEmpty() && byteSeconds == 0 ? null : (long) byteSeconds,
                answered);
    }

    /** Resident memory as the file tells it; empty if there is no such file or line, as on other systems than Linux. */
    static OptionalLong resident(Path status) {
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .map(line ->
                            line.substring(RESIDENT.length()).replace("kB", "").trim())
                    .mapToLong(kibibytes -> Long.parseLong(kibibytes) * KIBI)
                    .findFirst();
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
