package dev.ddnn.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.operator.desired.DesiredResources;
import dev.ddnn.operator.desired.PodNudge;
import dev.ddnn.operator.plan.Observed.Identity;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ApplierTest {
    private static final Identity DDNN = new Identity("city", "digits", "uid", 1);
    private static final PodNudge NUDGE = new PodNudge("pod", "pod-uid", "hash");

    @Test
    void whatMatchesIsNotWritten() {
        var cluster = new FakeChildren(map("a", "uid", "1"));
        var report = Applier.apply(DDNN, desired(map("a", "uid", "1")), cluster);
        assertThat(report.isBusy()).isFalse();
        assertThat(cluster.verbs).isEmpty();
    }

    @Test
    void whatDiffersIsWrittenFromTheVersionThatWasSeenAndTheRestIsPruned() {
        var cluster = new FakeChildren(map("a", "uid", "1"), map("old", "uid", "1"));
        Applier.apply(DDNN, desired(map("a", "uid", "2"), map("b", "uid", "1")), cluster);
        assertThat(cluster.verbs).containsExactly("write a@7", "write b@null", "delete old");
    }

    @Test
    void aNameThatBelongsToSomebodyElseIsLeftAlone() {
        var cluster = new FakeChildren(map("a", "another", "1"));
        var report = Applier.apply(DDNN, desired(map("a", "uid", "1")), cluster);
        assertThat(report.taken())
                .containsExactly("ConfigMap/a exists and belongs to DDNN 'another'. Delete or rename one of the two.");
        assertThat(cluster.verbs).isEmpty();
    }

    @Test
    void aPartOfTheChildrenIsOfNoUse() {
        var cluster = new FakeChildren(map("b", "another", "1"), map("old", "uid", "1"));
        var report = Applier.apply(DDNN, desired(List.of(NUDGE), map("a", "uid", "1"), map("b", "uid", "1")), cluster);
        assertThat(report.taken()).hasSize(1);
        assertThat(cluster.verbs).isEmpty();
    }

    @Test
    void whatAnEarlierDdnnOfTheNameHasIsWaitedFor() {
        var cluster = new FakeChildren(map("a", "digits", "1"));
        var report = Applier.apply(DDNN, desired(map("a", "uid", "1")), cluster);
        assertThat(report.taken()).isEmpty();
        assertThat(report.overtaken()).containsExactly("ConfigMap/a");
        assertThat(cluster.verbs).isEmpty();
    }

    @Test
    void aChildThatIsNotSeenYetIsNotCreatedTwice() {
        var cluster = new FakeChildren(map("a", "uid", "1"));
        cluster.seesNothing = true;
        var report = Applier.apply(DDNN, desired(map("a", "uid", "1")), cluster);
        assertThat(report.isBusy()).isFalse();
    }

    @Test
    void aConflictIsLookedAtAgainAndNobodyIsToldOfWhatWasNotWritten() {
        var cluster = new FakeChildren(map("a", "uid", "1"), map("old", "uid", "1"));
        cluster.conflict = true;
        var report = Applier.apply(DDNN, desired(List.of(NUDGE), map("a", "uid", "2")), cluster);
        assertThat(report.overtaken()).containsExactly("ConfigMap/a");
        assertThat(report.isBusy()).isTrue();
        assertThat(cluster.verbs).isEmpty();
    }

    @Test
    void podsAreToldAfterTheirConfigurationIsWritten() {
        var cluster = new FakeChildren();
        Applier.apply(DDNN, desired(List.of(NUDGE), map("a", "uid", "1")), cluster);
        assertThat(cluster.verbs).containsExactly("write a@null", "tell pod hash");
    }

    @Test
    void whatANativeQuotaHasNoRoomForIsNotBegun() {
        var cluster = new FakeChildren(map("a", "uid", "1"));
        cluster.room = 1;
        var report = Applier.apply(
                DDNN,
                desired(List.of(NUDGE), map("a", "uid", "2"), map("b", "uid", "1"), map("c", "uid", "1")),
                cluster);
        assertThat(report.refused()).containsExactly("no room for b, c");
        assertThat(report.waiting().orElseThrow().waits().get(0).message())
                .isEqualTo("objects are refused: no room for b, c");
        assertThat(cluster.verbs).isEmpty();
    }

    @Test
    void whatWasMadeBeforeTheRoomWasTakenIsTakenBack() {
        var cluster = new FakeChildren(map("old", "uid", "1"));
        cluster.room = 2;
        cluster.forbidden = "b";
        var report = Applier.apply(DDNN, desired(List.of(NUDGE), map("a", "uid", "1"), map("b", "uid", "1")), cluster);
        assertThat(report.refused()).containsExactly("no room for b");
        assertThat(cluster.verbs).containsExactly("write a@null", "delete a");
    }

    @Test
    void whatIsForbiddenForAnyOtherReasonIsAnError() {
        var cluster = new FakeChildren();
        cluster.room = 2;
        cluster.forbidden = "b";
        cluster.fullThen = false;
        assertThatThrownBy(() -> Applier.apply(DDNN, desired(map("a", "uid", "1"), map("b", "uid", "1")), cluster))
                .isInstanceOf(Children.ForbiddenException.class)
                .hasMessage("not b");
        assertThat(cluster.verbs).containsExactly("write a@null");
    }

    private static DesiredResources desired(ConfigMap... maps) {
        return desired(List.of(), maps);
    }

    private static DesiredResources desired(List<PodNudge> nudges, ConfigMap... maps) {
        return new DesiredResources(List.of(maps), List.of(), nudges);
    }

    private static ConfigMap map(String name, String owner, String data) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .addNewOwnerReference()
                .withController(true)
                .withKind("DDNN")
                .withName(owner)
                .withUid(owner)
                .endOwnerReference()
                .endMetadata()
                .withData(Map.of("x", data))
                .build();
    }

    private static final class FakeChildren implements Children {
        private final List<HasMetadata> there = new ArrayList<>();
        private final List<String> verbs = new ArrayList<>();
        private boolean seesNothing;
        private boolean conflict;
        private int room = Integer.MAX_VALUE;
        private boolean fullThen = true;
        private String forbidden = "";

        FakeChildren(ConfigMap... maps) {
            for (ConfigMap map : maps) {
                map.getMetadata().setResourceVersion("7");
                there.add(map);
            }
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
        public void write(HasMetadata wanted) {
            if (wanted.getMetadata().getName().equals(forbidden)) {
                room = fullThen ? 0 : room;
                throw new ForbiddenException("not " + forbidden, new IllegalStateException());
            }
            if (conflict) {
                throw new OvertakenException("changed", new IllegalStateException());
            }
            verbs.add("write " + wanted.getMetadata().getName() + "@"
                    + wanted.getMetadata().getResourceVersion());
            there.add(wanted);
        }

        @Override
        public void delete(HasMetadata actual) {
            verbs.add("delete " + actual.getMetadata().getName());
        }

        @Override
        public void tell(Identity ddnn, PodNudge nudge) {
            verbs.add("tell " + nudge.pod() + " " + nudge.told());
        }
    }
}
