package dev.ddnn.model.cut;

import dev.ddnn.model.graph.Quoted;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Suggests what a mistyped tensor name may have meant. */
final class NearNames {
    private static final int SUGGESTIONS = 3;

    private NearNames() {}

    /** {@code ; near: `a`, `b`}, or some names where none is near. */
    static String hint(String wanted, Collection<String> names) {
        var near = near(wanted, names, Math.max(2, wanted.length() / 3));
        if (near.isEmpty()) {
            near = near(wanted, names, wanted.length() / 2);
        }
        return near.isEmpty() ? hintFor(names) : "; near: " + Quoted.some(near);
    }

    private static List<String> near(String wanted, Collection<String> names, int farthest) {
        return names.stream()
                .filter(name -> Math.abs(name.length() - wanted.length()) <= farthest)
                .map(name -> new Candidate(name, distance(wanted, name)))
                .filter(candidate -> candidate.distance <= farthest)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(SUGGESTIONS)
                .map(Candidate::name)
                .toList();
    }

    private static String hintFor(Collection<String> names) {
        return names.isEmpty() ? "" : "; the model has " + Quoted.some(List.copyOf(names));
    }

    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[b.length()];
    }

    private record Candidate(String name, int distance) {}
}
