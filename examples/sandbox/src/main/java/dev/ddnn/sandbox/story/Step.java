package dev.ddnn.sandbox.story;

import dev.ddnn.api.v1alpha1.Durations;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens while samples flow, and what must come of it. What is wrong with it is told by {@link StepProblems}, all
 * at once.
 *
 * @param title one line
 * @param apply manifest that is applied, relative to the story's folder; absent: nothing
 * @param delete object of the story that is deleted, as kubectl names it, such as {@code ddnn/trial}; absent: none
 * @param show what kubectl is to print once that has come about, such as {@code get ddnnquota -A}; absent: nothing
 * @param until what must come about; absent: nothing
 * @param within the time that this may take, such as {@code 90s}
 * @param refusing the longest time from the first to the last sample that is refused meanwhile, retryably, such as {@code 20s};
 *     absent: none may be refused
 * @param feed other DDNNs of the story's model that then get some samples each, beside the one that is fed all the while; absent:
 *     none
 * @param samples that are then fed at least, before the next step; absent: none
 */
public record Step(
        @Nullable String title,
        @Nullable String apply,
        @Nullable String delete,
        @Nullable String show,
        @Nullable Until until,
        @Nullable String within,
        @Nullable String refusing,
        @Nullable List<Beside> feed,
        @Nullable Integer samples) {
    /** Samples that are then fed at least. */
    public int more() {
        return samples == null ? 0 : samples;
    }

    /** Other DDNNs that then get samples. */
    public List<Beside> others() {
        return feed == null ? List.of() : feed;
    }

    /** The longest time during which samples may be refused; absent: none may be. */
    public @Nullable Duration longestRefusal() {
        return refusing == null ? null : Durations.parse(refusing);
    }

    /**
     * A DDNN that gets samples in one step only.
     *
     * @param ddnn its name
     * @param namespace absent: that of the story
     * @param samples how many: the first ones of the data
     */
    public record Beside(
            @Nullable String ddnn,
            @Nullable String namespace,
            @Nullable Integer samples) {
        /** For a sentence. */
        public String text() {
            return samples + " samples to " + (namespace == null ? "" : namespace + "/") + ddnn;
        }
    }

    /**
     * A state of the fed DDNN, at its newest generation.
     *
     * @param rolledOut whether its condition {@code RolledOut} is True; absent: either
     * @param reason of that condition; absent: any
     * @param answers file of the model that {@code status.currentRevision} stands for, one of the story's uploads; absent: any
     * @param newPods section whose pods are all others than before, while the DDNN is Ready; absent: not looked at
     * @param billed DDNNs of the story's namespace of which there is a bill; absent: none
     * @param conditions of this or of other DDNNs; absent: none
     */
    public record Until(
            @Nullable Boolean rolledOut,
            @Nullable String reason,
            @Nullable String answers,
            @Nullable String newPods,
            @Nullable List<String> billed,
            @Nullable List<Expected> conditions) {
        /** DDNNs that must have a bill. */
        public List<String> bills() {
            return billed == null ? List.of() : billed;
        }

        /** Conditions that must have come about. */
        public List<Expected> expected() {
            return conditions == null ? List.of() : conditions;
        }
    }

    /**
     * A condition of a DDNN, at its newest generation.
     *
     * @param ddnn its name
     * @param namespace absent: that of the story
     * @param type such as {@code Ready}
     * @param status True, False or Unknown
     * @param reason absent: any
     */
    public record Expected(
            @Nullable String ddnn,
            @Nullable String namespace,
            @Nullable String type,
            @Nullable String status,
            @Nullable String reason) {
        /** For a sentence. */
        public String text() {
            return type + "=" + status + (reason == null ? "" : " (" + reason + ")") + " of "
                    + (namespace == null ? "" : namespace + "/") + ddnn;
        }
    }
}
