package dev.ddnn.contract.report;

import java.util.List;
import java.util.Map;
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
        @Nullable LinkBytes linkBytes) {
    public PodReport {
        revisions = List.copyOf(revisions);
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
     */
    public record Samples(long received, long answeredHere, long forwarded, long degraded, Map<String, Long> refused) {
        public Samples {
            refused = Map.copyOf(refused);
        }
    }
}
