package dev.ddnn.model.cut;

import java.util.ArrayList;
import java.util.List;

/** Collects problems with the path of the field that each is about. */
final class Problems {
    private final List<CutProblem> found = new ArrayList<>();

    /** @param path within the section, with its leading dot: {@code .exit.logits}; empty for the section itself */
    void add(int section, String path, String message) {
        found.add(new CutProblem("spec.sections[" + section + "]" + path, message));
    }

    void add(String field, String message) {
        found.add(new CutProblem(field, message));
    }

    boolean any() {
        return !found.isEmpty();
    }

    List<CutProblem> all() {
        return List.copyOf(found);
    }
}
