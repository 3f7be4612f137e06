package dev.ddnn.operator.plan.rollout;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.SectionRole;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.RevisionState;
import dev.ddnn.contract.report.PodReport.RolloutCounts;
import dev.ddnn.contract.report.PodReport.Samples;
import dev.ddnn.contract.report.PodReport.State;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.operator.plan.Observed.PodState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A section's pod that follows its configuration, loads, reports and restarts when a test says so, and at no other time. */
final class PlayedPod {
    final String name;
    final String section;
    boolean ready;
    SectionConfig followed;
    RolloutCounts counts;
    private final Set<String> loaded = new TreeSet<>();
    private String broken = "";
    private Optional<PodReport> reported = Optional.empty();

    /** What it sent since its last report: each set names the revisions that one message is valid for. */
    private final List<Set<String>> sent = new ArrayList<>();

    PlayedPod(String section, int number) {
        this.name = section + "-" + number;
        this.section = section;
    }

    void startOver() {
        ready = false;
        followed = null;
        counts = null;
        reported = Optional.empty();
        loaded.clear();
        sent.clear();
    }

    /** Follows; what is listed no more is dropped at once. */
    void follow(SectionConfig config) {
        followed = config;
        loaded.retainAll(names());
    }

    void load() {
        loaded.addAll(names());
        loaded.remove(broken);
    }

    /** A revision that it cannot load. */
    void breakOn(String revision) {
        broken = revision;
    }

    /** Says how it stands; all that it sent before has arrived. */
    void report() {
        sent.clear();
        reported = Optional.of(new PodReport(
                name,
                "boot",
                1,
                name,
                "node",
                "city",
                "d",
                section,
                "b",
                ContractJson.hash(ContractJson.write(followed)),
                null,
                names().stream().map(this::state).toList(),
                new Samples(0, 0, 0, 0, Map.of()),
                null,
                List.of(),
                counts));
    }

    void leave() {
        ready = false;
        sent.clear();
    }

    void comeBack(SectionConfig newest) {
        follow(newest);
        load();
        ready = true;
        report();
    }

    void send(Set<String> revisions) {
        if (ready && !revisions.isEmpty()) {
            sent.add(revisions);
        }
    }

    List<Set<String>> sent() {
        return List.copyOf(sent);
    }

    Set<String> loaded() {
        return Set.copyOf(loaded);
    }

    /** What it sends of a sample while it is below the deciding section: one message for each computation. */
    Set<String> variants() {
        var variants = new HashSet<String>();
        if (followed.rollout() != null && followed.rollout().shadowPercent() > 0) {
            variants.addAll(validFor(followed.rollout().target()));
        }
        variants.addAll(validFor(followed.answering()));
        return variants;
    }

    /** The revision and those that are the same computation. */
    private Set<String> validFor(String revision) {
        if (!loaded.contains(revision)) {
            return Set.of();
        }
        HeldRevision computed = held(revision);
        return followed.revisions().stream()
                .filter(other ->
                        computed.role() == SectionRole.Below && other.branches().equals(computed.branches()))
                .map(HeldRevision::name)
                .filter(loaded::contains)
                .collect(Collectors.toSet());
    }

    private HeldRevision held(String revision) {
        return followed.revisions().stream()
                .filter(held -> held.name().equals(revision))
                .findFirst()
                .orElseThrow();
    }

    private List<String> names() {
        return followed.revisions().stream().map(HeldRevision::name).toList();
    }

    private RevisionState state(String revision) {
        if (loaded.contains(revision)) {
            return new RevisionState(revision, null, State.Loaded, null);
        }
        return revision.equals(broken)
                ? new RevisionState(revision, null, State.Failed, "no such digest")
                : new RevisionState(revision, null, State.Loading, null);
    }

    PodState state() {
        return new PodState(name, name, section, "b", ready, false, false, null, null, null, null);
    }

    Optional<PodReport> reported() {
        return reported;
    }
}
