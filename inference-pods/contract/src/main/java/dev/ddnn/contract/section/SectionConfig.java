package dev.ddnn.contract.section;

import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.cut.ResolvedExit;
import dev.ddnn.contract.cut.SectionRole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the pods of one section hold and do: the file {@code section.json} of the mounted ConfigMap. All branches of a section
 * share it; a pod knows its own branch from its environment.
 *
 * @param namespace of the DDNN
 * @param ddnn name of the DDNN, which is the model's name for clients
 * @param section name of the section
 * @param answering name of the revision that new samples take; one of {@code revisions}
 * @param revisions to hold, each by digest: fetched, verified, warm
 * @param deadlineMillis time that a sample has from its ingress to its answer
 * @param onUpstreamLoss what happens when the next section does not answer in time
 * @param join present where several branches below meet here
 * @param next absent in the top section
 * @param rollout present while two revisions are held and one is to follow the other; the same in every section
 * @param uplink how sparing this section is with the hops above it; absent: as its exit's rule says. Looked at by the deciding
 *     section alone; pods older than this field go on as without it
 */
public record SectionConfig(
        String namespace,
        String ddnn,
        String section,
        String answering,
        List<HeldRevision> revisions,
        long deadlineMillis,
        OnUpstreamLoss onUpstreamLoss,
        @Nullable Join join,
        @Nullable Next next,
        @Nullable Rollout rollout,
        @Nullable UplinkUse uplink) {
    /** The key in the ConfigMap, and so the file's name under the mount. */
    public static final String FILE = "section.json";

    public SectionConfig {
        revisions = List.copyOf(revisions);
    }

    /** A configuration that spares no uplink. */
    public SectionConfig(
            String namespace,
            String ddnn,
            String section,
            String answering,
            List<HeldRevision> revisions,
            long deadlineMillis,
            OnUpstreamLoss onUpstreamLoss,
            @Nullable Join join,
            @Nullable Next next,
            @Nullable Rollout rollout) {
        this(namespace, ddnn, section, answering, revisions, deadlineMillis, onUpstreamLoss, join, next, rollout, null);
    }

    /** A configuration outside of a rollout. */
    public SectionConfig(
            String namespace,
            String ddnn,
            String section,
            String answering,
            List<HeldRevision> revisions,
            long deadlineMillis,
            OnUpstreamLoss onUpstreamLoss,
            @Nullable Join join,
            @Nullable Next next) {
        this(namespace, ddnn, section, answering, revisions, deadlineMillis, onUpstreamLoss, join, next, null);
    }

    /** The same, with another use of the hops above. */
    public SectionConfig with(@Nullable UplinkUse use) {
        return new SectionConfig(
                namespace,
                ddnn,
                section,
                answering,
                revisions,
                deadlineMillis,
                onUpstreamLoss,
                join,
                next,
                rollout,
                use);
    }

    /** How sparing a deciding section is with the hops above it. */
    public enum UplinkUse {
        /**
         * The budget of bytes is used up: the section's own exit answers what it would send up, marked degraded. A revision
         * without an exit in this section sends up as ever, since it has no answer.
         */
        LocalExitOnly
    }

    /** What a pod does when the next section is lost or late. */
    public enum OnUpstreamLoss {
        /** Answer from the deepest exit already computed, marked degraded. */
        AnswerLocally,
        /** Refuse, retryably, naming the hop. */
        Fail
    }

    /**
     * One revision as this section sees it.
     *
     * @param name the revision's name, unique for its DDNN
     * @param modelDigest {@code sha256:HEX}
     * @param views the graph's views in mask order
     * @param role where this section stands to the deciding one
     * @param branches of this section; a pod picks its own by name
     * @param exit of this section; absent: none
     * @param exits every exit of the revision, from the bottom, so that the bottom can name the logits of any answer
     */
    public record HeldRevision(
            String name,
            String modelDigest,
            List<String> views,
            SectionRole role,
            List<BranchCut> branches,
            @Nullable ResolvedExit exit,
            List<NamedExit> exits) {
        public HeldRevision {
            views = List.copyOf(views);
            branches = List.copyOf(branches);
            exits = List.copyOf(exits);
        }
    }

    /**
     * How far one revision has taken the place of another. Which samples a share means is said by {@link SampleShare}, so every
     * pod means the same ones.
     *
     * @param id names this rollout among all of its DDNN; counters of {@link dev.ddnn.contract.report.PodReport.RolloutCounts}
     *     begin anew with each
     * @param target name of the revision that is to take over; one of {@code revisions}, and not {@code answering}
     * @param shadowPercent 0 to 100: that share of the samples is computed by both revisions
     * @param routePercent 0 to {@code shadowPercent}: that share is answered by the target; looked at by the deciding section alone
     */
    public record Rollout(String id, String target, int shadowPercent, int routePercent) {
        public Rollout {
            if (routePercent < 0 || routePercent > shadowPercent || shadowPercent > 100) {
                throw new IllegalArgumentException("percentages must be 0 <= route <= shadow <= 100; found route "
                        + routePercent + ", shadow " + shadowPercent);
            }
        }
    }

    /**
     * @param section the section whose exit it is
     * @param logits its tensor
     */
    public record NamedExit(String section, String logits) {}

    /**
     * @param timeoutMillis how long the parts of a sample wait for each other
     * @param minBranches with how many parts the sample goes on after the timeout
     */
    public record Join(long timeoutMillis, int minBranches) {}

    /**
     * @param section name of the next section
     * @param branches its branches and where each listens
     */
    public record Next(String section, List<Address> branches) {
        public Next {
            branches = List.copyOf(branches);
        }
    }

    /**
     * @param branch name of the branch
     * @param host DNS name; may resolve to several addresses
     * @param port of the gRPC stream
     */
    public record Address(String branch, String host, int port) {}
}
