package dev.ddnn.contract.report;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a pod says of itself. Counters are cumulative since the boot, so a lost, repeated or late report changes nothing; keyed
 * by (podUid, bootId), a higher {@code sequence} replaces a lower one.
 *
 * @param podUid UID of the Pod object
 * @param bootId changes with each start of the process
 * @param sequence grows by one with each report of a boot
 * @param pod name of the pod
 * @param node name of its node
 * @param namespace of pod and DDNN
 * @param ddnn name of the DDNN
 * @param section name of the section
 * @param branch name of the branch
 * @param configHash {@link dev.ddnn.contract.ContractJson#hash} of the section.json that the pod follows; absent: none read yet
 * @param configError why the newest section.json is not followed; absent: it is
 * @param revisions state of each revision that is listed or still held
 * @param samples counters by fate
 * @param linkBytes of the streams to other sections; absent: not counted
 * @param counts what became of samples, by revision, since the boot; filled by the deciding section, through which all pass
 * @param rollout the same during the rollout that the configuration speaks of; absent: no rollout, or not the deciding section
 * @param metered what is billed beside samples and bytes; absent: the pod does not know how to tell
 * @param last true: the process ends, and counts no more; it waits for a while until the operator has folded this report. Absent:
 *     others follow, if nothing happens
 */
public record PodReport(
        String podUid,
        String bootId,
        long sequence,
        String pod,
        String node,
        String namespace,
        String ddnn,
        String section,
        String branch,
        @Nullable String configHash,
        @Nullable String configError,
        List<RevisionState> revisions,
        Samples samples,
        @Nullable LinkBytes linkBytes,
        List<RevisionCounts> counts,
        @Nullable RolloutCounts rollout,
        @Nullable Metered metered,
        @Nullable Boolean last) {
    public PodReport {
        revisions = List.copyOf(revisions);
        counts = counts == null ? List.of() : List.copyOf(counts);
    }

    /** A report of a pod that counts nothing by revision. */
    public PodReport(
            String podUid,
            String bootId,
            long sequence,
            String pod,
            String node,
            String namespace,
            String ddnn,
            String section,
            String branch,
            @Nullable String configHash,
            @Nullable String configError,
            List<RevisionState> revisions,
            Samples samples,
            @Nullable LinkBytes linkBytes) {
        this(
                podUid,
                bootId,
                sequence,
                pod,
                node,
                namespace,
                ddnn,
                section,
                branch,
                configHash,
                configError,
                revisions,
                samples,
                linkBytes,
                List.of(),
                null);
    }

    /** A report of a pod that meters nothing beside samples and bytes. */
    public PodReport(
            String podUid,
            String bootId,
            long sequence,
            String pod,
            String node,
            String namespace,
            String ddnn,
            String section,
            String branch,
            @Nullable String configHash,
            @Nullable String configError,
            List<RevisionState> revisions,
            Samples samples,
            @Nullable LinkBytes linkBytes,
            List<RevisionCounts> counts,
            @Nullable RolloutCounts rollout) {
        this(
                podUid,
                bootId,
                sequence,
                pod,
                node,
                namespace,
                ddnn,
                section,
                branch,
                configHash,
                configError,
                revisions,
                samples,
                linkBytes,
                counts,
                rollout,
                null,
                null);
    }

    /** The same, said to be the last one of its boot. */
    public PodReport asLast() {
        return new PodReport(
                podUid,
                bootId,
                sequence,
                pod,
                node,
                namespace,
                ddnn,
                section,
                branch,
                configHash,
                configError,
                revisions,
                samples,
                linkBytes,
                counts,
                rollout,
                metered,
                true);
    }

    /** Whether the process ends with this report. */
    public boolean ending() {
        return Boolean.TRUE.equals(last);
    }

    /**
     * Counters since the boot for the bill, as all others are cumulative.
     *
     * @param cpuMillis CPU time of the process, user and system; absent: not known
     * @param memoryByteSeconds its resident memory, integrated over time; absent: not known
     * @param answered answers by the section whose exit gave them, here or above, whatever revision computed them; absent: not
     *     the deciding section
     */
    public record Metered(
            @Nullable Long cpuMillis,
            @Nullable Long memoryByteSeconds,
            @Nullable Map<String, Long> answered) {
        public Metered {
            answered = answered == null ? null : Map.copyOf(answered);
        }
    }

    /**
     * @param revision name
     * @param digest of the section's branch
     * @param state how far it is
     * @param message why it failed; absent otherwise
     */
    public record RevisionState(
            String revision,
            @Nullable String digest,
            State state,
            @Nullable String message) {}

    /** How far a revision is in this pod. */
    public enum State {
        /** Being fetched, verified or warmed up. */
        Loading,
        /** Warm: serves at once. */
        Loaded,
        /** Cannot be served; will be tried again. */
        Failed
    }

    /**
     * Bytes as handed to TCP and taken from it, all framing above TCP included.
     *
     * @param nextSent to the next section
     * @param nextReceived from the next section
     * @param belowSent to the section below
     * @param belowReceived from the section below
     */
    public record LinkBytes(long nextSent, long nextReceived, long belowSent, long belowReceived) {}

    /**
     * Each accepted sample (or part of one, below a join) is counted once in received and once in one of the fates.
     *
     * @param received samples or parts taken in
     * @param answeredHere samples that this section's exit answered
     * @param forwarded samples that went up
     * @param degraded answers marked degraded that this pod gave
     * @param refused refusals by reason code
     * @param degradedBy the degraded answers by reason, such as {@code upstream-lost}; absent: the pod does not tell them apart
     */
    public record Samples(
            long received,
            long answeredHere,
            long forwarded,
            long degraded,
            Map<String, Long> refused,
            @Nullable Map<String, Long> degradedBy) {
        public Samples {
            refused = Map.copyOf(refused);
            degradedBy = degradedBy == null ? null : Map.copyOf(degradedBy);
        }

        /** Counters of a pod that does not tell reasons apart. */
        public Samples(long received, long answeredHere, long forwarded, long degraded, Map<String, Long> refused) {
            this(received, answeredHere, forwarded, degraded, refused, null);
        }
    }

    /**
     * What became of the samples that the deciding section chose a revision for.
     *
     * @param revision that computed them
     * @param exits answers by the section whose exit gave them, here or above
     * @param degraded how many of the answers were marked degraded
     * @param refused samples that got no answer
     * @param latency from the arrival at this section (of a joined sample: of its first part) to the outcome
     */
    public record RevisionCounts(
            String revision, Map<String, Long> exits, long degraded, long refused, LatencyCounts latency) {
        public RevisionCounts {
            exits = Map.copyOf(exits);
        }

        /** Answers of all exits. */
        public long answered() {
            return exits.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * A histogram with fixed buckets, so that those of several pods can be added.
     *
     * @param counts outcomes by bucket, {@link #UPPER_MILLIS} and one more for all that took longer
     */
    public record LatencyCounts(List<Long> counts) {
        /** Upper bounds of the buckets in milliseconds, each about a quarter above the one before. */
        public static final List<Double> UPPER_MILLIS = bounds();

        public LatencyCounts {
            counts = List.copyOf(counts);
        }

        private static List<Double> bounds() {
            return IntStream.range(0, 50).mapToObj(step -> Math.pow(1.25, step)).toList();
        }
    }

    /**
     * What the deciding section's pod saw of a rollout, since it first followed a configuration with it. Samples that both
     * revisions computed count here once, under the one that answered, and once in {@code compared} if both saw the same views.
     *
     * @param id of the rollout ({@code SectionConfig.Rollout})
     * @param current revision that the rollout leaves
     * @param target revision that it moves to
     * @param compared samples that both revisions answered from the same views
     * @param agreed those of them where both gave the same class
     * @param shadowFailed samples that the revision that did not answer could not compute; the sample's answer is not touched by it
     */
    public record RolloutCounts(
            String id, RevisionCounts current, RevisionCounts target, long compared, long agreed, long shadowFailed) {}
}
