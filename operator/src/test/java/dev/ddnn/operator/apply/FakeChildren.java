package dev.ddnn.operator.apply;

import dev.ddnn.operator.desired.PodNudge;
import dev.ddnn.operator.plan.Observed.Identity;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is there, and what was done to it. */
final class FakeChildren implements Children {
    private final List<HasMetadata> there = new ArrayList<>();
    final List<String> verbs = new ArrayList<>();
    final List<List<String>> together = new ArrayList<>();
    boolean seesNothing;
    Start start = Start.TOLD;
    int looks;
    boolean conflict;
    int room = Integer.MAX_VALUE;
    boolean fullThen = true;
    String forbidden = "";

    FakeChildren(ConfigMap... maps) {
        for (ConfigMap map : maps) {
            map.getMetadata().setResourceVersion("7");
            there.add(map);
        }
    }

    @Override
    public Start start() {
        return start;
    }

    @Override
    public List<Creation> create(List<HasMetadata> wanted) {
        together.add(wanted.stream().map(Applier::label).toList());
        return Children.super.create(wanted);
    }

    @Override
    public List<HasMetadata> owned(Identity ddnn) {
        return seesNothing
                ? List.of()
                : there.stream()
                        .filter(map -> map.getMetadata()
                                .getOwnerReferences()
                                .get(0)
                                .getUid()
                                .equals(ddnn.uid()))
                        .toList();
    }

    @Override
    public Map<HasMetadata, HasMetadata> live(List<HasMetadata> wanted) {
        looks++;
        Map<HasMetadata, HasMetadata> live = new IdentityHashMap<>();
        wanted.forEach(child ->
                there.stream().filter(map -> Applier.isSame(map, child)).forEach(map -> live.put(child, map)));
        return live;
    }

    @Override
    public boolean matches(HasMetadata actual, HasMetadata wanted) {
        return ((ConfigMap) actual).getData().equals(((ConfigMap) wanted).getData());
    }

    @Override
    public List<String> refused(List<HasMetadata> missing) {
        return missing.size() <= room
                ? List.of()
                : List.of("no room for "
                        + missing.stream()
                                .map(map -> map.getMetadata().getName())
                                .collect(Collectors.joining(", ")));
    }

    @Override
    public void make(HasMetadata wanted) {
        if (wanted.getMetadata().getName().equals(forbidden)) {
            room = fullThen ? 0 : room;
            throw new ForbiddenException("not " + forbidden, new IllegalStateException());
        }
        if (conflict || there.stream().anyMatch(one -> Applier.isSame(one, wanted))) {
            throw new OvertakenException("there is one", new IllegalStateException());
        }
        verbs.add("make " + wanted.getMetadata().getName());
        there.add(wanted);
    }

    @Override
    public void write(HasMetadata wanted, HasMetadata actual) {
        if (conflict) {
            throw new OvertakenException("changed", new IllegalStateException());
        }
        verbs.add("write " + wanted.getMetadata().getName() + "@"
                + wanted.getMetadata().getResourceVersion());
        there.remove(actual);
        there.add(wanted);
    }

    @Override
    public void delete(HasMetadata actual) {
        verbs.add("delete " + actual.getMetadata().getName());
        there.remove(actual);
    }

    @Override
    public void remove(HasMetadata actual) {
        verbs.add("remove " + actual.getMetadata().getName());
        there.remove(actual);
    }

    @Override
    public void tell(Identity ddnn, PodNudge nudge) {
        verbs.add("tell " + nudge.pod() + " " + nudge.told());
    }
}
