package dev.ddnn.controlplane.programs;

import java.util.regex.Pattern;

/** A Go version, such as {@code go1.26.8}, {@code 1.25.0} or {@code go1.26rc1}; a pre-release counts as its release. */
record GoVersion(int major, int minor, int patch) implements Comparable<GoVersion> {

    private static final Pattern FORM = Pattern.compile("(?:go)?(\\d+)\\.(\\d+)(?:\\.(\\d+))?.*");

    static GoVersion parse(String text) {
        var matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a Go version: '" + text.strip() + "'");
        }
        var patch = matcher.group(3);
        return new GoVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                patch == null ? 0 : Integer.parseInt(patch));
    }

    @Override
    public int compareTo(GoVersion other) {
        int byMajor = Integer.compare(major, other.major);
        int byMinor = byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
        return byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
