package dev.ddnn.hub.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The port that a program has chosen and tells in its log. One that is looked for beforehand may be somebody else's by the time that
 * the program takes it.
 */
final class OwnPort {
    private static final Duration LONGEST = Duration.ofSeconds(120);

    private OwnPort() {}

    /**
     * Waits until it is told.
     *
     * @param line with the port as its only group
     * @throws IOException with the log, if the program ends before or takes too long
     */
    static int of(Process process, Path log, Pattern line) throws IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            boolean over = !process.isAlive() || System.nanoTime() - end > 0;
            String said = Files.readString(log);
            Matcher matcher = line.matcher(said);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
            if (over) {
                process.destroyForcibly();
                throw new IOException("no port in '%s'".formatted(said));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
