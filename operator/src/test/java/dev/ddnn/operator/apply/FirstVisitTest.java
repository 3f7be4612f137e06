package dev.ddnn.operator.apply;

import static dev.ddnn.operator.apply.ApplierTest.desired;
import static dev.ddnn.operator.apply.ApplierTest.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.operator.apply.Children.Start;
import dev.ddnn.operator.desired.DesiredResources;
import dev.ddnn.operator.plan.Observed.Identity;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstVisitTest {
    private static final Identity DDNN = new Identity("city", "digits", "uid", 1);

    @Test
    void aNewDdnnTakesItsNamesWithoutALook() {
        var cluster = new FakeChildren();
        cluster.start = Start.NOTHING;
        var report = Applier.apply(DDNN, desired(map("a", "uid", "1"), map("b", "uid", "1")), cluster);
        assertThat(report.written()).containsExactly("ConfigMap/a", "ConfigMap/b");
        assertThat(cluster.verbs).containsExactly("make a", "make b");
        assertThat(cluster.looks).isZero();
    }

    @Test
    void aNewDdnnOneOfWhoseNamesIsTakenLeavesNothing() {
        var cluster = new FakeChildren(map("b", "another", "1"));
        cluster.start = Start.NOTHING;
        var report =
                Applier.apply(DDNN, desired(map("a", "uid", "1"), map("b", "uid", "1"), map("c", "uid", "1")), cluster);
        assertThat(report.taken())
                .containsExactly("ConfigMap/b exists and belongs to DDNN 'another'. Delete or rename one of the two.");
        assertThat(report.isBusy()).isFalse();
        assertThat(cluster.verbs).containsExactly("make a", "make c", "remove a", "remove c");
    }

    @Test
    void aNewDdnnAfterAnEarlierOneOfTheNameLeavesNothingAndWaits() {
        var cluster = new FakeChildren(map("b", "digits", "1"));
        cluster.start = Start.NOTHING;
        var report = Applier.apply(DDNN, desired(map("a", "uid", "1"), map("b", "uid", "1")), cluster);
        assertThat(report.taken()).isEmpty();
        assertThat(report.overtaken()).containsExactly("ConfigMap/b");
        assertThat(report.written()).isEmpty();
        assertThat(cluster.verbs).containsExactly("make a", "remove a");
    }

    @Test
    void whatANewDdnnHasAlreadyIsNotTakenForSomebodyElses() {
        var cluster = new FakeChildren(map("a", "uid", "1"));
        cluster.start = Start.NOTHING;
        cluster.seesNothing = true;
        var report = Applier.apply(DDNN, desired(map("a", "uid", "1"), map("b", "uid", "1")), cluster);
        assertThat(report.taken()).isEmpty();
        assertThat(report.overtaken()).isEmpty();
        assertThat(cluster.verbs).containsExactly("make b");
    }

    @Test
    void whatAVisitLeftThatEndedEarlyIsTakenBackIfANameIsTaken() {
        var cluster = new FakeChildren(map("a", "uid", "1"), map("b", "another", "1"));
        cluster.start = Start.UNTOLD;
        var desired = desired(map("a", "uid", "1"), map("b", "uid", "1"));
        assertThat(Applier.apply(DDNN, desired, cluster).taken()).hasSize(1);
        assertThat(cluster.verbs).containsExactly("remove a");
    }

    @Test
    void whatANativeQuotaHasNoRoomForIsNotBegunForANewDdnn() {
        var cluster = new FakeChildren();
        cluster.start = Start.NOTHING;
        cluster.room = 1;
        var report = Applier.apply(DDNN, desired(map("a", "uid", "1"), map("b", "uid", "1")), cluster);
        assertThat(report.refused()).containsExactly("no room for a, b");
        assertThat(cluster.verbs).isEmpty();
    }

    @Test
    void whatWasMadeOfANewDdnnBeforeTheRoomWasTakenIsTakenBack() {
        var cluster = new FakeChildren();
        cluster.start = Start.NOTHING;
        cluster.room = 2;
        cluster.forbidden = "b";
        var report = Applier.apply(DDNN, desired(map("a", "uid", "1"), map("b", "uid", "1")), cluster);
        assertThat(report.refused()).containsExactly("no room for b");
        assertThat(cluster.verbs).containsExactly("make a", "remove a");
    }

    /** A visit that wrote rank after rank would make three lists, one that did not wait for the record a single one. */
    @Test
    void theRecordIsAheadAndWhatSpeaksOfItIsMadeAtOnceForANewDdnn() {
        var cluster = new FakeChildren();
        cluster.start = Start.NOTHING;
        var desired = graph();
        Applier.apply(DDNN, desired, cluster);
        assertThat(cluster.together)
                .containsExactly(
                        List.of("DDNNRevision/r", "Service/s"), List.of("ConfigMap/m", "Deployment/d", "DaemonSet/e"));
        assertThat(desired.resources())
                .extracting(child -> child.getMetadata().getResourceVersion())
                .containsOnlyNulls();
    }

    @Test
    void afterTheFirstVisitWhatIsMountedIsThereBeforeWhatMakesPods() {
        var cluster = new FakeChildren();
        cluster.start = Start.UNTOLD;
        Applier.apply(DDNN, graph(), cluster);
        assertThat(cluster.together)
                .containsExactly(
                        List.of("DDNNRevision/r", "Service/s"),
                        List.of("ConfigMap/m"),
                        List.of("Deployment/d", "DaemonSet/e"));
    }

    @Test
    void noPodsStayWhereAPolicyRefusesWhatTheyMount() {
        var cluster = new FakeChildren();
        cluster.start = Start.NOTHING;
        cluster.forbidden = "m";
        cluster.fullThen = false;
        assertThatThrownBy(() -> Applier.apply(DDNN, graph(), cluster)).hasMessage("not m");
        assertThat(cluster.verbs).containsExactly("make r", "make s", "make d", "make e", "remove d", "remove e");
    }

    @Test
    void whatServesAloneStaysWhereAPolicyRefusesAnotherWorkload() {
        var cluster = new FakeChildren();
        cluster.start = Start.NOTHING;
        cluster.forbidden = "d";
        cluster.fullThen = false;
        assertThatThrownBy(() -> Applier.apply(DDNN, graph(), cluster)).hasMessage("not d");
        assertThat(cluster.verbs).containsExactly("make r", "make s", "make m", "make e");
    }

    private static DesiredResources graph() {
        return new DesiredResources(
                List.of(
                        child("DDNNRevision", "r"),
                        child("Service", "s"),
                        child("ConfigMap", "m"),
                        child("Deployment", "d"),
                        child("DaemonSet", "e")),
                List.of(),
                List.of());
    }

    private static HasMetadata child(String kind, String name) {
        var child = new GenericKubernetesResource();
        child.setKind(kind);
        child.setMetadata(map(name, "uid", "1").getMetadata());
        return child;
    }
}
