package dev.ddnn.benchmarks.cp;

import dev.ddnn.controlplane.process.ProcessSpawner;
import dev.ddnn.controlplane.process.ProcessSpec;
import dev.ddnn.controlplane.process.Signal;
import dev.ddnn.controlplane.process.SpawnedProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A Java program in a process of its own, and what it weighs. */
final class JavaProcess implements AutoCloseable {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern RSS = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** Enough for an exception and what led to it. */
    private static final int LAST_LINES = 40;
    /** One that moves everything is among them, and is not the first. */
    private static final int COLLECTIONS = 5;

    private final SpawnedProcess process;
    private final Path log;

    private JavaProcess(SpawnedProcess process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param directory where it runs; its output is {@code NAME.log} in it
     * @param more environment variables besides PATH and JAVA_HOME
     */
    static JavaProcess start(String name, Path directory, List<String> command, Map<String, String> more)
            throws IOException {
        Path log = directory.resolve(name + ".log");
        var environment = new HashMap<>(more);
        environment.put("PATH", System.getenv("PATH"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        return new JavaProcess(ProcessSpawner.spawn(ProcessSpec.of(command, environment, directory, log)), log);
    }

    /**
     * That it still runs.
     *
     * @throws IllegalStateException if not
     */
    void check() {
        if (!process.isAlive()) {
            throw new IllegalStateException(obituary());
        }
    }

    private String obituary() {
        return "process %d has ended with exit code %d; the end of %s:%n%s"
                .formatted(process.pid(), process.exit().join(), log, lastLines());
    }

    private String lastLines() {
        try {
            List<String> lines = said().lines().toList();
            return String.join(
                    System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "it cannot be read: " + e;
        }
    }

    String said() throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /**
     * Bytes of the objects that are in use: the least of what some collections in a row leave. The first one only lets go of what is cleaned
     * up; and the serial collector moves all together at each fourth only, and may leave up to a twentieth of the heap dead in its place at the
     * others, counted as arrays of integers.
     */
    long liveHeap() throws IOException, InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            least = Math.min(least, total(collect()));
        }
        return least;
    }

    private long total(String histogram) {
        var total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException(
                    "jcmd must tell the classes of process " + process.pid() + ", but said: " + histogram.strip());
        }
        return Long.parseLong(total.group(1));
    }

    /** Collects garbage, and gives the classes of what is left. */
    private String collect() throws IOException, InterruptedException {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var jcmd = new ProcessBuilder(program, Long.toString(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return text;
    }

    long pid() {
        return process.pid();
    }

    /** Bytes of memory that the process has. */
    long rss() throws IOException {
        String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
        var rss = RSS.matcher(status);
        if (!rss.find()) {
            throw new IllegalStateException("no VmRSS of process " + process.pid());
        }
        return Long.parseLong(rss.group(1)) * 1024;
    }

    /** Ends it like a machine that loses its power. */
    void kill() {
        process.signal(Signal.KILL);
        process.exit().join();
    }

    @Override
    public void close() throws InterruptedException {
        process.stop(GRACE);
    }
}
