package dev.ddnn.model.graph;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names in a message: quoted, and never more of them than a person reads. */
public final class Quoted {
    private static final int MOST = 8;
    private static final int LONGEST = 100;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Quoted() {}

    /** {@code `a`, `b` and 3 more}. */
    public static String some(Collection<String> names) {
        var shown = names.stream().limit(MOST).map(Quoted::one).collect(Collectors.joining(", "));
        return names.size() > MOST ? shown + " and " + (names.size() - MOST) + " more" : shown;
    }

    /** {@code `a`}; a very long name is cut, control characters do not get through. */
    public static String one(String name) {
        var shown = name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name;
        return "`" + CONTROL.matcher(shown).replaceAll("?") + "`";
    }
}
