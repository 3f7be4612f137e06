package dev.ddnn.hub.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds fields that are missing from JSON, all at once, before it becomes records that cannot do without them. A path is
 * written as in {@code sections[].exit?.logits}: {@code []} stands for each element, {@code ?} for a part that may be absent.
 */
final class RequiredFields {
    private final List<String> paths;

    RequiredFields(String... paths) {
        this.paths = List.of(paths);
    }

    /** The places of missing fields, such as {@code sections[1].name}. */
    List<String> missing(JsonNode json) {
        List<String> missing = new ArrayList<>();
        paths.forEach(path -> walk(json, path, "", missing));
        return missing;
    }

    private static void walk(JsonNode node, String path, String place, List<String> missing) {
        int dot = path.indexOf('.');
        String step = dot < 0 ? path : path.substring(0, dot);
        String rest = dot < 0 ? "" : path.substring(dot + 1);
        boolean each = step.contains("[]");
        boolean optional = step.endsWith("?");
        String name = step.replace("[]", "").replace("?", "");
        String here = place.isEmpty() ? name : place + "." + name;
        JsonNode child = node.path(name);
        if (child.isMissingNode() || child.isNull()) {
            if (!optional) {
                add(here, missing);
            }
        } else if (each) {
            for (int i = 0; i < child.size(); i++) {
                descend(child.path(i), rest, "%s[%d]".formatted(here, i), missing);
            }
        } else {
            descend(child, rest, here, missing);
        }
    }

    private static void descend(JsonNode node, String rest, String place, List<String> missing) {
        if (node.isNull()) {
            add(place, missing);
        } else if (!rest.isEmpty()) {
            walk(node, rest, place, missing);
        }
    }

    private static void add(String place, List<String> missing) {
        if (!missing.contains(place)) {
            missing.add(place);
        }
    }
}
