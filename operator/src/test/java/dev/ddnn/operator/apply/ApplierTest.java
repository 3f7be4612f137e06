package dev.ddnn.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.operator.desired.DesiredResources;
import dev.ddnn.operator.desired.PodNudge;
import dev.ddnn.operator.plan.Observed.Identity;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.Map;
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
        assertThat(cluster.verbs).containsExactly("write a@7", "make b", "delete old");
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
        assertThat(cluster.verbs).containsExactly("make a", "tell pod hash");
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
        assertThat(cluster.verbs).containsExactly("make a", "remove a");
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
        assertThat(cluster.verbs).containsExactly("make a");
    }

    static DesiredResources desired(ConfigMap... maps) {
        return desired(List.of(), maps);
    }

    static DesiredResources desired(List<PodNudge> nudges, ConfigMap... maps) {
        return new DesiredResources(List.of(maps), List.of(), nudges);
    }

    static ConfigMap map(String name, String owner, String data) {
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
}
