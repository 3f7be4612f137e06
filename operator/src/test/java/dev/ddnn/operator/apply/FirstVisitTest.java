package dev.ddnn.operator.apply;

import static dev.ddnn.operator.apply.ApplierTest.desired;
import static dev.ddnn.operator.apply.ApplierTest.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.operator.plan.Observed.Identity;
import org.junit.jupiter.api.Test;

class FirstVisitTest {
    private static final Identity DDNN = new Identity("city", "digits", "uid", 1);

    @Test
    void aNewDdnnTakesItsNamesWithoutALook() {
        var cluster = new FakeChildren();
        cluster.isNew = true;
        var report = Applier.apply(DDNN, desired(map("a", "uid", "1"), map("b", "uid", "1")), cluster);
        assertThat(report.written()).containsExactly("ConfigMap/a", "ConfigMap/b");
        assertThat(cluster.verbs).containsExactly("write a@null", "write b@null");
        assertThat(cluster.looks).isZero();
    }

    @Test
    void aNewDdnnOneOfWhoseNamesIsTakenLeavesNothing() {
        var cluster = new FakeChildren(map("b", "another", "1"));
        cluster.isNew = true;
        var report =
                Applier.apply(DDNN, desired(map("a", "uid", "1"), map("b", "uid", "1"), map("c", "uid", "1")), cluster);
        assertThat(report.taken())
                .containsExactly("ConfigMap/b exists and belongs to DDNN 'another'. Delete or rename one of the two.");
        assertThat(report.isBusy()).isFalse();
        assertThat(cluster.verbs).containsExactly("write a@null", "write c@null", "remove a", "remove c");
    }

    @Test
    void aNewDdnnAfterAnEarlierOneOfTheNameLeavesNothingAndWaits() {
        var cluster = new FakeChildren(map("b", "digits", "1"));
        cluster.isNew = true;
        var report = Applier.apply(DDNN, desired(map("a", "uid", "1"), map("b", "uid", "1")), cluster);
        assertThat(report.taken()).isEmpty();
        assertThat(report.overtaken()).containsExactly("ConfigMap/b");
        assertThat(report.written()).isEmpty();
        assertThat(cluster.verbs).containsExactly("write a@null", "remove a");
    }

    @Test
    void whatANewDdnnHasAlreadyIsNotTakenForSomebodyElses() {
        var cluster = new FakeChildren(map("a", "uid", "1"));
        cluster.isNew = true;
        cluster.seesNothing = true;
        var report = Applier.apply(DDNN, desired(map("a", "uid", "1"), map("b", "uid", "1")), cluster);
        assertThat(report.taken()).isEmpty();
        assertThat(report.overtaken()).isEmpty();
        assertThat(cluster.verbs).containsExactly("write b@null");
    }

    @Test
    void whatAVisitLeftThatEndedEarlyIsTakenBackIfANameIsTaken() {
        var cluster = new FakeChildren(map("a", "uid", "1"), map("b", "another", "1"));
        cluster.isFirst = true;
        var desired = desired(map("a", "uid", "1"), map("b", "uid", "1"));
        assertThat(Applier.apply(DDNN, desired, cluster).taken()).hasSize(1);
        assertThat(cluster.verbs).containsExactly("remove a");
    }

    @Test
    void whatANativeQuotaHasNoRoomForIsNotBegunForANewDdnn() {
        var cluster = new FakeChildren();
        cluster.isNew = true;
        cluster.room = 1;
        var report = Applier.apply(DDNN, desired(map("a", "uid", "1"), map("b", "uid", "1")), cluster);
        assertThat(report.refused()).containsExactly("no room for a, b");
        assertThat(cluster.verbs).isEmpty();
    }

    @Test
    void whatWasMadeOfANewDdnnBeforeTheRoomWasTakenIsTakenBack() {
        var cluster = new FakeChildren();
        cluster.isNew = true;
        cluster.room = 2;
        cluster.forbidden = "b";
        var report = Applier.apply(DDNN, desired(map("a", "uid", "1"), map("b", "uid", "1")), cluster);
        assertThat(report.refused()).containsExactly("no room for b");
        assertThat(cluster.verbs).containsExactly("write a@null", "remove a");
    }
}
