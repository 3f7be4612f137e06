package dev.ddnn.sandbox.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The first field in which an object on a cluster differs from what a manifest makes there. */
final class Difference {
    /** What is not compared: who it is, and what others write about it. */
    private static final Set<String> ASIDE = Set.of("apiVersion", "kind", "metadata", "status");

    private static final int SHOWN = 80;

    private Difference() {}

    /**
     * @param found the whole object as it is
     * @param wanted the whole object as it would be
     * @return such as "spec.tier must be Edge, found Cloud"; empty: they are equal
     */
    static Optional<String> between(JsonNode found, JsonNode wanted) {
        return first(found, wanted, "", ASIDE);
    }

    private static Optional<String> at(String path, JsonNode found, JsonNode wanted) {
        if (found.isObject() && wanted.isObject()) {
            return first(found, wanted, path + ".", Set.of());
        }
        if (found.isArray() && wanted.isArray() && found.size() == wanted.size()) {
            for (int i = 0; i < found.size(); i++) {
                Optional<String> difference = at(path + "[" + i + "]", found.get(i), wanted.get(i));
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return Optional.empty();
        }
        return areEqual(found, wanted)
                ? Optional.empty()
                : Optional.of(path + " must be " + shown(wanted) + ", found " + shown(found));
    }

    private static Optional<String> first(JsonNode found, JsonNode wanted, String prefix, Set<String> aside) {
        Set<String> names = new LinkedHashSet<>();
        wanted.fieldNames().forEachRemaining(names::add);
        found.fieldNames().forEachRemaining(names::add);
        names.removeAll(aside);
        return names.stream()
                .flatMap(name -> at(prefix + name, value(found, name), value(wanted, name)).stream())
                .findFirst();
    }

    private static JsonNode value(JsonNode object, String name) {
        return object.hasNonNull(name) ? object.get(name) : MissingNode.getInstance();
    }

    private static boolean areEqual(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "nothing";
        }
        String text = value.isTextual() ? value.asText() : value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
