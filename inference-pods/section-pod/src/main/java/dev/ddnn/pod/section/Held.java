package dev.ddnn.pod.section;

import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.report.PodReport.RevisionState;
import dev.ddnn.contract.report.PodReport.State;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One revision in this pod: what it says of this pod's branch, and the section that computes it, which other revisions may share.
 */
public final class Held {
    private final HeldRevision revision;
    private final BranchCut branch;
    private final LoadedSection section;
    private final Set<String> senders;
    private final List<String> names;

    Held(HeldRevision revision, BranchCut branch, LoadedSection section) {
        this.revision = revision;
        this.branch = branch;
        this.section = section;
        this.senders =
                branch.inputs().stream().flatMap(port -> port.peers().stream()).collect(Collectors.toUnmodifiableSet());
        this.names = List.of(revision.name());
    }

    /** The revision as the configuration gives it. */
    public HeldRevision revision() {
        return revision;
    }

    /** The revision's name. */
    public String name() {
        return revision.name();
    }

    /** The revision's name alone, as a list. */
    public List<String> names() {
        return names;
    }

    /** The branches below that send parts to this pod's branch; none: clients send. */
    public Set<String> senders() {
        return senders;
    }

    /** This pod's branch. */
    public BranchCut branch() {
        return branch;
    }

    /** Whether it serves at once. */
    public boolean loaded() {
        return section.state() == State.Loaded;
    }

    /** Whether a part made by one revision is, byte for byte, also a part of the other. */
    public boolean sameComputation(Held other) {
        return this == other
                || branch.equals(other.branch)
                        && revision.views().equals(other.revision().views());
    }

    /** The mask of a sample that all views take part in. */
    public int allPresent() {
        int views = revision.views().size();
        return views == Integer.SIZE ? -1 : (1 << views) - 1;
    }

    /**
     * Computes one sample on the calling thread.
     *
     * @param encoded input bytes by tensor name
     * @param present bit i: view i stands behind the sample
     * @throws SectionFailedException if the engine fails, or the section is not loaded
     */
    public Map<String, float[]> compute(Map<String, byte[]> encoded, int present) throws SectionFailedException {
        return branch.digest() == null
                ? Map.of()
                : section.run(SectionInputs.rebuild(
                        branch, encoded, present, revision.views().size()));
    }

    /** How far it is, for the report. */
    public RevisionState report() {
        return new RevisionState(name(), branch.digest(), section.state(), section.message());
    }

    LoadedSection section() {
        return section;
    }
}
