package dev.ddnn.operator.plan;

import java.util.List;
import java.util.stream.Collectors;

/** Names in a sentence, of which a message must hold more than just them. */
final class Listing {
    private static final int NAMED = 6;

    private Listing() {}

    /**
     * Such as "node 'a'", "nodes 'a', 'b'", or with many of them "nodes 'a', … and 7 more".
     *
     * @param one the word before a single name
     * @param several the word before more
     */
    static String of(String one, String several, List<String> names) {
        String named = names.stream().limit(NAMED).map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return (names.size() == 1 ? one : several) + " " + named
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
    }
}
