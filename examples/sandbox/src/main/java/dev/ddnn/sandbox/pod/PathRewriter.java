package dev.ddnn.sandbox.pod;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Stands in for mounts, which need root: paths below a mount path become paths of the volume's directory, wherever they begin
 * in an environment value or argument ({@code --config=/etc/x/y}, lists, quotes).
 */
final class PathRewriter {
    private final Map<String, Path> mounts;
    private final Pattern pattern;

    /** @param mounts directory by mount path */
    PathRewriter(Map<String, Path> mounts) {
        this.mounts = Map.copyOf(mounts);
        String alternatives = mounts.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        this.pattern = Pattern.compile("(?<![^\\s=:,;'\"({\\[<>])(" + alternatives + ")(?=[/\\s:,;'\")}\\]<>]|$)");
    }

    String rewrite(String value) {
        if (mounts.isEmpty()) {
            return value;
        }
        return pattern.matcher(value).replaceAll(m -> Matcher.quoteReplacement(String.valueOf(mounts.get(m.group(1)))));
    }
}
