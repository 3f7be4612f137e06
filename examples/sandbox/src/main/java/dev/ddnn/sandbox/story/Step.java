package dev.ddnn.sandbox.story;

import dev.ddnn.api.v1alpha1.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens while samples flow, and what must come of it. What is wrong with it is told by {@link StepProblems}, all
 * at once.
 *
 * @param title one line
 * @param apply manifest that is applied, relative to the story's folder; absent: nothing
 * @param until what must come about; absent: nothing
 * @param within the time that this may take, such as {@code 90s}
 * @param refusing the longest time from the first to the last sample that is refused meanwhile, retryably, such as {@code 20s};
 *     absent: none may be refused
 * @param samples that are then fed at least, before the next step; absent: none
 */
public record Step(
        @Nullable String title,
        @Nullable String apply,
        @Nullable Until until,
        @Nullable String within,
        @Nullable String refusing,
        @Nullable Integer samples) {
    /** Samples that are then fed at least. */
    public int more() {
        return samples == null ? 0 : samples;
    }

    /** The longest time during which samples may be refused; absent: none may be. */
    public @Nullable Duration longestRefusal() {
        return refusing == null ? null : Durations.parse(refusing);
    }

    /**
     * A state of the fed DDNN, at its newest generation.
     *
     * @param rolledOut whether its condition {@code RolledOut} is True; absent: either
     * @param reason of that condition; absent: any
     * @param answers file of the model that {@code status.currentRevision} stands for, one of the story's uploads; absent: any
     * @param newPods section whose pods are all others than before, while the DDNN is Ready; absent: not looked at
     */
    public record Until(
            @Nullable Boolean rolledOut,
            @Nullable String reason,
            @Nullable String answers,
            @Nullable String newPods) {}
}
