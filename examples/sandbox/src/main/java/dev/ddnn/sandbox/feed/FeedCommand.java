package dev.ddnn.sandbox.feed;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

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
                                classPath(System.getProperty("java.class.path")),
                                FeedMain.class.getName(),
                                "feed"));
    }

    /** Folders in place of the jars in them: the command travels in an address. */
    static String classPath(String expanded) {
        return Arrays.stream(expanded.split(File.pathSeparator))
                .map(entry -> entry.endsWith(".jar")
                        ? Path.of(entry).resolveSibling("*").toString()
                        : entry)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
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
