package dev.ddnn.operator.apply;

import dev.ddnn.operator.desired.DesiredResources;
import dev.ddnn.operator.desired.Ownership;
import dev.ddnn.operator.desired.PodNudge;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.status.ApplyReport;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        var found = new ArrayList<Found>();
        desired.resources().forEach(wanted -> found.add(find(wanted, owned)));
        found.forEach(this::claim);
        // A part of the children would be of no use, and in the way of whoever has the name.
        if (taken.isEmpty() && overtaken.isEmpty()) {
            write(found, owned, desired);
        }
        List<String> later = desired.heldBack().stream()
                .map(held -> label(held.child()) + " " + held.why())
                .toList();
        return new ApplyReport(written, pruned, told, taken, overtaken, later);
    }

    private void write(List<Found> found, List<HasMetadata> owned, DesiredResources desired) {
        found.forEach(this::write);
        // A pod is told of what is in the ConfigMap by now; one whose ConfigMap was not written yet is told next time.
        if (overtaken.isEmpty()) {
            OrphanPruner.orphans(owned, desired).forEach(this::prune);
        }
        if (overtaken.isEmpty()) {
            desired.nudges().forEach(this::tell);
        }
    }

    /**
     * @param actual as it is now; absent: there is none
     */
    private record Found(HasMetadata wanted, @Nullable HasMetadata actual) {}

    private Found find(HasMetadata wanted, List<HasMetadata> owned) {
        Optional<HasMetadata> known =
                owned.stream().filter(child -> isSame(child, wanted)).findFirst();
        // Not known may mean not seen yet: ask before taking a name.
        return new Found(wanted, known.or(() -> children.live(wanted)).orElse(null));
    }

    private void claim(Found found) {
        HasMetadata actual = found.actual();
        if (actual == null || Ownership.isBy(ddnn.uid(), actual)) {
            return;
        }
        Optional<OwnerReference> owner = Ownership.controller(actual);
        boolean earlier = owner.filter(other ->
                        other.getKind().equals("DDNN") && other.getName().equals(ddnn.name()))
                .isPresent();
        if (earlier) {
            // It goes away with the DDNN of the same name that was there before.
            overtaken.add(label(found.wanted()));
            return;
        }
        taken.add(label(found.wanted()) + " exists and "
                + owner.map(other -> "belongs to " + other.getKind() + " '" + other.getName() + "'")
                        .orElse("does not belong to this DDNN")
                + ". Delete or rename one of the two.");
    }

    private void write(Found found) {
        HasMetadata actual = found.actual();
        if (actual == null) {
            put(found.wanted());
        } else if (!children.matches(actual, found.wanted())) {
            put(fenced(found.wanted(), actual));
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
