package dev.ddnn.operator.apply;

import dev.ddnn.operator.desired.DesiredResources;
import dev.ddnn.operator.desired.Ownership;
import dev.ddnn.operator.desired.PodNudge;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.status.ApplyReport;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the cluster as desired: writes what differs, prunes what is no longer wanted, tells pods of new configurations. Where nothing
 * differs, nothing is written.
 */
public final class Applier {
    private final Children children;
    private final Identity ddnn;
    private final List<String> written = new ArrayList<>();
    private final List<String> pruned = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private final List<String> overtaken = new ArrayList<>();

    private Applier(Children children, Identity ddnn) {
        this.children = children;
        this.ddnn = ddnn;
    }

    /** Applies once. */
    public static ApplyReport apply(Identity ddnn, DesiredResources desired, Children children) {
        return new Applier(children, ddnn).run(desired);
    }

    private ApplyReport run(DesiredResources desired) {
        List<HasMetadata> owned = children.owned(ddnn);
        desired.resources().forEach(wanted -> write(wanted, owned));
        if (taken.isEmpty() && overtaken.isEmpty()) {
            OrphanPruner.orphans(owned, desired).forEach(this::prune);
        }
        // A pod is told of what is in the ConfigMap by now; one whose ConfigMap was not written yet is told next time.
        if (overtaken.isEmpty()) {
            desired.nudges().forEach(this::tell);
        }
        List<String> later = desired.heldBack().stream().map(Applier::label).toList();
        return new ApplyReport(written, pruned, told, taken, overtaken, later);
    }

    private void write(HasMetadata wanted, List<HasMetadata> owned) {
        Optional<HasMetadata> known =
                owned.stream().filter(child -> isSame(child, wanted)).findFirst();
        // Not known may mean not seen yet: ask before taking a name.
        Optional<HasMetadata> actual = known.isPresent() ? known : children.live(wanted);
        if (actual.isPresent() && !Ownership.isBy(ddnn.uid(), actual.get())) {
            taken.add(label(wanted) + " exists and does not belong to this DDNN. Delete or rename one of the two.");
        } else if (actual.isEmpty() || !children.matches(actual.get(), wanted)) {
            put(actual.map(seen -> fenced(wanted, seen)).orElse(wanted));
        }
    }

    private void put(HasMetadata wanted) {
        try {
            children.write(wanted);
            written.add(label(wanted));
        } catch (Children.OvertakenException e) {
            overtaken.add(label(wanted));
        }
    }

    /** What the next revision step is derived from must not be written from an older view of it. */
    private static HasMetadata fenced(HasMetadata wanted, HasMetadata seen) {
        if (wanted instanceof ConfigMap) {
            wanted.setMetadata(new ObjectMetaBuilder(wanted.getMetadata())
                    .withResourceVersion(seen.getMetadata().getResourceVersion())
                    .build());
        }
        return wanted;
    }

    private void prune(HasMetadata orphan) {
        try {
            children.delete(orphan);
            pruned.add(label(orphan));
        } catch (Children.OvertakenException e) {
            overtaken.add(label(orphan));
        }
    }

    private void tell(PodNudge nudge) {
        try {
            children.tell(ddnn, nudge);
            told.add(nudge.pod());
        } catch (Children.OvertakenException e) {
            overtaken.add("Pod/" + nudge.pod());
        }
    }

    static boolean isSame(HasMetadata one, HasMetadata other) {
        return one.getKind().equals(other.getKind())
                && one.getMetadata().getName().equals(other.getMetadata().getName());
    }

    static String label(HasMetadata child) {
        return child.getKind() + "/" + child.getMetadata().getName();
    }
}
