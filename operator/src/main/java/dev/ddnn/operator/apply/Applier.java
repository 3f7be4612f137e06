package dev.ddnn.operator.apply;

import dev.ddnn.operator.apply.Children.Creation;
import dev.ddnn.operator.apply.Children.Start;
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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the cluster as desired: writes what differs, prunes what is no longer wanted, tells pods of new configurations. Where nothing
 * differs, nothing is written. What a ResourceQuota of the namespace has no room for is not begun; if the room goes meanwhile, what
 * was made by then is taken back. Whose a name is, is asked before anything is made, but of a DDNN that is new: its children are made
 * at once, and if somebody has a name of theirs, they are taken back.
 */
public final class Applier {
    private final Children children;
    private final Identity ddnn;
    private final List<String> written = new ArrayList<>();
    private final List<String> pruned = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private final List<String> overtaken = new ArrayList<>();
    private final List<HasMetadata> made = new ArrayList<>();

    private Applier(Children children, Identity ddnn) {
        this.children = children;
        this.ddnn = ddnn;
    }

    /** Applies once. */
    public static ApplyReport apply(Identity ddnn, DesiredResources desired, Children children) {
        return new Applier(children, ddnn).run(desired);
    }

    private ApplyReport run(DesiredResources desired) {
        List<HasMetadata> wanted = desired.resources();
        if (children.start() == Start.NOTHING && children.refused(wanted).isEmpty()) {
            try {
                if (isInstalled(wanted)) {
                    return report(desired);
                }
            } catch (Children.ForbiddenException e) {
                Rank.unfounded(wanted, made).forEach(this::takeBack);
                return takenBack(wanted, e);
            }
        }
        List<HasMetadata> owned = children.owned(ddnn);
        List<Found> found = find(wanted, owned);
        found.forEach(this::claim);
        if (!taken.isEmpty() || !overtaken.isEmpty()) {
            // A part of the children would be of no use, and in the way of whoever has the name.
            takeBack(taken.isEmpty() ? List.of() : owned);
            return report(desired);
        }
        return written(found, owned, desired);
    }

    /**
     * What pods mount is begun before what makes pods, but not waited for: a pod comes to its node later, and waits there for it. Of a name
     * that somebody has, the API server makes nothing; then nothing more is begun.
     */
    private boolean isInstalled(List<HasMetadata> wanted) {
        return isClaimed(wanted.stream()
                        .filter(child -> Rank.of(child) == Rank.FIRST)
                        .toList())
                && isClaimed(wanted.stream()
                        .filter(child -> Rank.of(child) != Rank.FIRST)
                        .toList());
    }

    private boolean isClaimed(List<HasMetadata> together) {
        RuntimeException error = note(children.create(together));
        if (!overtaken.isEmpty()) {
            overtaken.clear();
            return false;
        }
        if (error != null) {
            throw error;
        }
        return true;
    }

    private ApplyReport written(List<Found> found, List<HasMetadata> owned, DesiredResources desired) {
        List<HasMetadata> missing = found.stream()
                .filter(each -> each.actual() == null)
                .map(Found::wanted)
                .toList();
        List<String> refused = refused(missing);
        if (!refused.isEmpty()) {
            takeBack(owned);
            return ApplyReport.refused(refused);
        }
        try {
            write(found, owned, desired);
        } catch (Children.ForbiddenException e) {
            return takenBack(missing, e);
        }
        return report(desired);
    }

    private ApplyReport report(DesiredResources desired) {
        List<String> later = desired.heldBack().stream()
                .map(held -> label(held.child()) + " " + held.why())
                .toList();
        return new ApplyReport(written, pruned, told, taken, overtaken, later, List.of());
    }

    private List<String> refused(List<HasMetadata> missing) {
        return missing.isEmpty() ? List.of() : children.refused(missing);
    }

    /** Somebody else took the room meanwhile. What is forbidden for any other reason is an error. */
    private ApplyReport takenBack(List<HasMetadata> missing, Children.ForbiddenException error) {
        List<String> refused = refused(missing.stream()
                .filter(each -> made.stream().noneMatch(one -> isSame(one, each)))
                .toList());
        if (refused.isEmpty()) {
            throw error;
        }
        takeBack(List.of());
        return ApplyReport.refused(refused);
    }

    /**
     * What this visit made, and what one made that ended before it could say so.
     *
     * @param owned taken back if nobody was told of any of it
     */
    private void takeBack(List<HasMetadata> owned) {
        made.forEach(this::takeBack);
        written.clear();
        if (children.start() != Start.TOLD) {
            owned.forEach(this::takeBack);
        }
    }

    private void takeBack(HasMetadata object) {
        HasMetadata live = children.live(List.of(object)).get(object);
        if (live != null && Ownership.isBy(ddnn.uid(), live)) {
            children.remove(live);
        }
    }

    private void write(List<Found> found, List<HasMetadata> owned, DesiredResources desired) {
        var together = new ArrayList<HasMetadata>();
        for (Found child : found) {
            boolean goesAlong = child.actual() == null
                    && together.stream().allMatch(other -> Rank.of(other) == Rank.of(child.wanted()));
            if (!goesAlong) {
                create(together);
            }
            if (child.actual() == null) {
                together.add(child.wanted());
            } else if (!children.matches(child.actual(), child.wanted())) {
                put(fenced(child.wanted(), child.actual()), child.actual());
            }
        }
        create(together);
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

    /** Not known may mean not seen yet: ask before taking names, for all of them at once. */
    private List<Found> find(List<HasMetadata> wanted, List<HasMetadata> owned) {
        Map<HasMetadata, HasMetadata> known = new IdentityHashMap<>();
        var unknown = new ArrayList<HasMetadata>();
        for (HasMetadata child : wanted) {
            owned.stream()
                    .filter(one -> isSame(one, child))
                    .findFirst()
                    .ifPresentOrElse(one -> known.put(child, one), () -> unknown.add(child));
        }
        known.putAll(children.live(unknown));
        return wanted.stream().map(child -> new Found(child, known.get(child))).toList();
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

    /** Makes these all at once, and forgets them. */
    private void create(List<HasMetadata> together) {
        RuntimeException error = together.isEmpty() ? null : note(children.create(List.copyOf(together)));
        together.clear();
        if (error != null) {
            throw error;
        }
    }

    /** What was made is known even if something else could not be. */
    private @Nullable RuntimeException note(List<Creation> creations) {
        RuntimeException error = null;
        for (Creation creation : creations) {
            RuntimeException failure = creation.failure();
            if (failure == null) {
                written.add(label(creation.child()));
                made.add(creation.child());
            } else if (failure instanceof Children.OvertakenException) {
                overtaken.add(label(creation.child()));
            } else if (error == null || failure instanceof Children.ForbiddenException) {
                error = failure;
            }
        }
        return error;
    }

    private void put(HasMetadata wanted, HasMetadata actual) {
        try {
            children.write(wanted, actual);
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
