package dev.ddnn.hub.source;

/** A request came to nothing. Carries the outcome that this is for whoever wanted the model. */
final class SourceFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient SourceOutcome outcome;

    SourceFailure(SourceOutcome outcome) {
        super(outcome.toString());
        this.outcome = outcome;
    }

    SourceOutcome outcome() {
        return outcome;
    }
}
