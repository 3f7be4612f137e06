package dev.ddnn.sandbox.feed;

import java.nio.file.Path;
import java.util.List;

/** How another process of the client is started in its container, as that container knows best. */
public final class FeedCommand {
    private static final String PREFIX = "feed with: ";
    private static final String SEPARATOR = "\u001f";
    private static final String HEAP = "-Xmx128m";

    private FeedCommand() {}

    /** A line of the client's log that names the command. */
    static String line() {
        String java = ProcessHandle.current().info().command().orElseGet(() -> Path.of(
                        System.getProperty("java.home"), "bin", "java")
                .toString());
        return PREFIX
                + String.join(
                        SEPARATOR,
                        List.of(
                                java,
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                HEAP,
                                "-cp",
                                System.getProperty("java.class.path"),
                                StoryClient.class.getName(),
                                "feed"));
    }

    /** The command that a log names; empty: it names none yet. */
    public static List<String> in(String log) {
        return log.lines()
                .filter(l -> l.startsWith(PREFIX))
                .reduce((first, last) -> last)
                .map(l -> List.of(l.substring(PREFIX.length()).split(SEPARATOR)))
                .orElse(List.of());
    }
}
