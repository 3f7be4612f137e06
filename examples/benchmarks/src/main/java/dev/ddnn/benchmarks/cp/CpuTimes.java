package dev.ddnn.benchmarks.cp;

import dev.ddnn.benchmarks.result.Quartiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * CPU time that those processes have taken by now that a burst keeps busy.
 *
 * @param spent by name
 */
record CpuTimes(Map<String, Duration> spent) {
    private static final Map<String, String> PROGRAMS = Map.of("kube-apiserver", "API server", "etcd", "etcd");

    /**
     * Reads it of this process and of those that it has started.
     *
     * @param controller the process that is measured
     */
    static CpuTimes now(long controller) {
        var spent = new TreeMap<String, Duration>();
        spent.put("benchmark", spent(ProcessHandle.current()));
        ProcessHandle.current().descendants().forEach(process -> name(process, controller)
                .ifPresent(name -> spent.merge(name, spent(process), Duration::plus)));
        return new CpuTimes(spent);
    }

    private static Optional<String> name(ProcessHandle process, long controller) {
        return process.pid() == controller
                ? Optional.of("controller")
                : Optional.ofNullable(PROGRAMS.get(program(process.pid())));
    }

    /** The name it was started by: one file may be several programs, by its links. Nothing of a process that has ended. */
    private static String program(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
            int end = line.indexOf('\0');
            String path = end < 0 ? line : line.substring(0, end);
            return path.substring(path.lastIndexOf('/') + 1);
        } catch (IOException e) {
            return "";
        }
    }

    private static Duration spent(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Milliseconds for each of so many DDNNs, by name. */
    Map<String, Double> since(CpuTimes before, int ddnns) {
        var each = new TreeMap<String, Double>();
        spent.forEach((name, time) -> each.put(
                name, time.minus(before.spent.getOrDefault(name, Duration.ZERO)).toMillis() / (double) ddnns));
        return each;
    }

    /** Medians of several bursts, in whole ms, by name. */
    static Map<String, Long> medians(List<Map<String, Double>> bursts) {
        return bursts.stream()
                .flatMap(burst -> burst.entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.mapping(Map.Entry::getValue, Collectors.toList()),
                                values -> Math.round(Quartiles.of(values).median()))));
    }
}
