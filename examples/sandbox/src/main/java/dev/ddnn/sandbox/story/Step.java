package dev.ddnn.sandbox.story;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens while samples flow, and what must come of it. What is wrong with it is told by {@link StepProblems}, all
 * at once.
 *
 * @param title one line
 * @param apply manifest that is applied, relative to the story's folder; absent: nothing
 * @param until what must come about; absent: nothing
 * @param within the time that this may take, such as {@code 90s}
 * @param samples that are then fed at least, before the next step; absent: none
 */
public record Step(
        @Nullable String title,
        @Nullable String apply,
        @Nullable Until until,
        @Nullable String within,
        @Nullable Integer samples) {
    /** Samples that are then fed at least. */
    public int more() {
        return samples == null ? 0 : samples;
    }

    /**
     * A state of the fed DDNN, at its newest generation.
     *
     * @param rolledOut whether its condition {@code RolledOut} is True
     * @param reason of that condition; absent: any
     * @param answers file of the model that {@code status.currentRevision} stands for, one of the story's uploads; absent: any
     */
    public record Until(
            @JsonProperty(required = true) boolean rolledOut,
            @Nullable String reason,
            @Nullable String answers) {}
}
