package dev.ddnn.operator.validate;

/**
 * One thing in a spec that cannot work.
 *
 * @param field path in the DDNN, for example {@code spec.sections[1].replicas}
 * @param message one sentence: what the field must be, what was found, and the next step
 */
public record Violation(String field, String message) {
    /**
     * The project's one form of a refusal.
     *
     * @param must goes on from "must", for example {@code be at least 1}
     * @param found the value as the user wrote it
     * @param next what to do now, as a sentence
     */
    public static Violation of(String field, String must, Object found, String next) {
        return new Violation(field, "`" + field + "` must " + must + "; found '" + found + "'. " + next);
    }

    /** The message with the field that it is about, which the model's own refusals do not repeat. */
    public String sentence() {
        String named = "`" + field + "`";
        return message.contains(named) ? message : named + ": " + message;
    }
}
