package dev.ddnn.benchmarks;

import dev.ddnn.benchmarks.cp.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a figure is worth nothing without. */
final class Surroundings {
    private final Path root;
    private final String loadBefore;
    private final Instant start = Instant.now();

    Surroundings(Path root) throws IOException {
        this.root = root;
        this.loadBefore = load();
    }

    /** At the end of a run. */
    Map<String, Object> now(Size size) throws IOException, InterruptedException {
        var run = new LinkedHashMap<String, Object>();
        run.put("commit", commit());
        run.put("java", Runtime.version().toString());
        run.put("processors", Runtime.getRuntime().availableProcessors());
        run.put("loadBefore", loadBefore);
        run.put("loadAfter", load());
        run.put("start", start.truncatedTo(ChronoUnit.SECONDS).toString());
        run.put("seconds", ChronoUnit.SECONDS.between(start, Instant.now()));
        run.put("ddnns", size.ddnns());
        run.put("rounds", size.rounds());
        return run;
    }

    private static String load() throws IOException {
        String text = Files.readString(Path.of("/proc/loadavg"));
        return text.substring(0, text.indexOf(' '));
    }

    /** Empty where there is no git. */
    private String commit() throws InterruptedException {
        try {
            var git = new ProcessBuilder("git", "-C", root.toString(), "describe", "--always", "--dirty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0 ? text.strip() : "";
        } catch (IOException noGit) {
            return "";
        }
    }
}
