package dev.ddnn.model.graph;

import java.util.List;

/** The bytes are not a model that can be cut and served. Holds every problem that was found, not only the first. */
public final class ModelRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    public ModelRefusedException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Sentences for a person, each with what was found and what is allowed. */
    public List<String> problems() {
        return problems;
    }
}
