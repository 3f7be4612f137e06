package dev.ddnn.operator.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.Assignment;
import dev.ddnn.api.v1alpha1.DDNNQuotaStatus;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.RolloutStatus;
import dev.ddnn.api.v1alpha1.SectionStatus;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.quota.Capacity;
import dev.ddnn.operator.plan.quota.Page;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.status.Conditions;
import dev.ddnn.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransitionTest {
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
    private static final Identity DDNN = new Identity("city", "digits", "uid", 1);
    private static final DDNNStatus SERVING = status("digits-1", "a", ready(Reason.Serving));

    @Test
    void theSameStatusTellsNothing() {
        assertThat(Transition.between(SERVING, SERVING)).isEmpty();
    }

    @Test
    void anInstallThatGoesWellIsToldOnceWhenItAnswers() {
        // Given
        var begun = status(
                null,
                "a",
                conditions()
                        .isTrue(ConditionType.ModelResolved, Reason.ModelCut, "verified and cut")
                        .isFalse(ConditionType.Ready, Reason.SectionsNotReady, "0 of 1")
                        .isFalse(ConditionType.Degraded, Reason.NotServing, "see Ready")
                        .isFalse(ConditionType.RolledOut, Reason.InProgress, "on its way"));
        var all = status(
                "digits-1",
                "a",
                conditions()
                        .isTrue(ConditionType.ModelResolved, Reason.ModelCut, "verified and cut")
                        .isTrue(ConditionType.Ready, Reason.Serving, "revision 'digits-1' answers")
                        .isFalse(ConditionType.Degraded, Reason.AllPodsReady, "all")
                        .isTrue(ConditionType.RolledOut, Reason.RolledOut, "everywhere"));

        // When / Then
        assertThat(Transition.between(null, begun)).isEmpty();
        assertThat(Transition.between(begun, all))
                .containsExactly(new Transition(false, Reason.Serving, "Ready=True: revision 'digits-1' answers"));
    }

    @Test
    void whatGoesWrongOnTheWayIsToldAndWhatIsRightAgain() {
        // Given
        var without = status(
                null,
                "a",
                conditions()
                        .isFalse(ConditionType.ModelResolved, Reason.ModelFetching, "3 of 40 MB")
                        .isFalse(ConditionType.Ready, Reason.ModelFetching, "3 of 40 MB"));
        var with = status(
                null,
                "a",
                conditions()
                        .isTrue(ConditionType.ModelResolved, Reason.ModelCut, "verified and cut")
                        .isFalse(ConditionType.Ready, Reason.SectionsNotReady, "0 of 1"));
        var degraded = status(
                "digits-1",
                "a",
                conditions()
                        .isTrue(ConditionType.ModelResolved, Reason.ModelCut, "verified and cut")
                        .isTrue(ConditionType.Ready, Reason.Serving, "revision 'digits-1' answers")
                        .isTrue(ConditionType.Degraded, Reason.PodsAway, "2 of 3")
                        .isFalse(ConditionType.RolledOut, Reason.InProgress, "on its way"));
        var rolled = status(
                "digits-1",
                "a",
                conditions()
                        .isTrue(ConditionType.Ready, Reason.Serving, "yes")
                        .isFalse(ConditionType.Degraded, Reason.AllPodsReady, "3 of 3")
                        .isTrue(ConditionType.RolledOut, Reason.RolledOut, "everywhere"));

        // When / Then
        assertThat(reasons(null, without)).containsExactly(Reason.ModelFetching, Reason.ModelFetching);
        assertThat(reasons(without, with)).containsExactly(Reason.ModelCut, Reason.SectionsNotReady);
        assertThat(reasons(with, degraded)).containsExactly(Reason.Serving, Reason.PodsAway);
        assertThat(reasons(degraded, rolled)).containsExactly(Reason.RolledOut, Reason.AllPodsReady);
    }

    private static List<Reason> reasons(@Nullable DDNNStatus before, DDNNStatus after) {
        return Transition.between(before, after).stream()
                .map(Transition::reason)
                .toList();
    }

    @Test
    void aRefusalIsAWarningAndToldOnce() {
        var refused = status(
                "digits-1",
                "a",
                conditions()
                        .isFalse(ConditionType.Ready, Reason.SpecRefused, "bad")
                        .isTrue(ConditionType.Stalled, Reason.SpecRefused, "bad"));
        assertThat(Transition.between(SERVING, refused))
                .containsExactly(new Transition(true, Reason.SpecRefused, "Stalled=True: bad"));
    }

    @Test
    void aMovedBranchAndAnotherRevisionAreTold() {
        assertThat(Transition.between(SERVING, status("digits-2", "b", ready(Reason.Serving))))
                .containsExactly(
                        new Transition(
                                false,
                                Reason.RevisionAnswers,
                                "revision 'digits-2' answers now, before it was 'digits-1'"),
                        new Transition(true, Reason.BranchMoved, "branch 'camera/view0' moves from node 'a' to 'b'"));
    }

    @Test
    void aStepAndWhatSendsARolloutBackAreTold() {
        var staging = rolling(0, conditions().isFalse(ConditionType.RolledOut, Reason.InProgress, "loading"));
        var step = rolling(10, conditions().isFalse(ConditionType.RolledOut, Reason.InProgress, "held"));
        var back = rolling(
                0,
                conditions()
                        .isTrue(ConditionType.Stalled, Reason.RolledBack, "61 of 95")
                        .isFalse(ConditionType.RolledOut, Reason.RolledBack, "61 of 95"));
        assertThat(Transition.between(staging, step))
                .containsExactly(new Transition(
                        false, Reason.RolloutStep, "revision 'digits-2' answers 10 % of the samples now, step 1 of 2"));
        assertThat(Transition.between(step, step)).isEmpty();
        assertThat(Transition.between(step, back))
                .containsExactly(new Transition(true, Reason.RolledBack, "RolledOut=False: 61 of 95"));
    }

    @Test
    void anEventIsWrittenPerTransitionWithANameThatFollowsFromIt() {
        // Given
        var events = new ArrayList<Event>();
        var publisher = new EventPublisher(events::add);
        var transition = new Transition(true, Reason.SpecRefused, "x".repeat(3000));

        // When
        publisher.publish(DDNN, List.of(transition), NOW);
        publisher.publish(DDNN, List.of(transition), NOW);

        // Then
        assertThat(events).hasSize(2);
        assertThat(events.get(0)).isEqualTo(events.get(1));
        assertThat(events.get(0).getType()).isEqualTo("Warning");
        assertThat(events.get(0).getMessage()).hasSize(EventPublisher.MAX_NOTE);
        assertThat(events.get(0).getInvolvedObject().getUid()).isEqualTo("uid");
    }

    @Test
    void aQuotaTellsWhenItIsAboveItsLimitsAndWhenItIsNoMore() {
        // Given
        var within = ledger(conditions().isTrue(ConditionType.Ready, Reason.WithinLimits, "nobody waits"));
        var waited = ledger(conditions().isTrue(ConditionType.Ready, Reason.WithinLimits, "1 waits for room"));
        var over = ledger(conditions().isFalse(ConditionType.Ready, Reason.OverLimit, "cpu: 2 used"));

        // When / Then
        assertThat(Transition.ofLimits(null, within)).isEmpty();
        assertThat(Transition.ofLimits(within, waited)).isEmpty();
        assertThat(Transition.ofLimits(over, over)).isEmpty();
        var warning = new Transition(true, Reason.OverLimit, "Ready=False: cpu: 2 used");
        assertThat(Transition.ofLimits(within, over)).containsExactly(warning);
        assertThat(Transition.ofLimits(null, over)).containsExactly(warning);
        assertThat(Transition.ofLimits(over, within))
                .containsExactly(new Transition(false, Reason.WithinLimits, "Ready=True: nobody waits"));
    }

    @Test
    void onlyWhatSomebodyElseHasWrittenIsAWarningOfALedger() {
        // Given
        var page = new Page(Map.of(), List.of(), List.of(), Capacity.NONE, false, List.of("forged"), List.of("scaled"));

        // When / Then
        assertThat(Transition.ofLedger(page))
                .containsExactly(
                        new Transition(true, Reason.LedgerRepaired, "forged"),
                        new Transition(false, Reason.GrowthCounted, "scaled"));
    }

    @Test
    void anEventThatCannotBeWrittenFailsNothing() {
        var publisher = new EventPublisher(event -> {
            throw new KubernetesClientException("forbidden");
        });
        publisher.publish(DDNN, List.of(new Transition(false, Reason.Serving, "")), NOW);
    }

    private static DDNNQuotaStatus ledger(Conditions conditions) {
        return new DDNNQuotaStatus(1L, conditions.merged(), null, null, null, null, null);
    }

    private static Conditions conditions() {
        return new Conditions(null, 1, NOW);
    }

    private static Conditions ready(Reason reason) {
        return conditions().isTrue(ConditionType.Ready, reason, "yes");
    }

    private static DDNNStatus rolling(int percent, Conditions conditions) {
        var rollout = new RolloutStatus(1, 2, percent, null, null, null);
        return new DDNNStatus(
                1L, conditions.merged(), "digits-1", "digits-2", rollout, null, List.of(), null, null, null, null);
    }

    private static DDNNStatus status(@Nullable String revision, String node, Conditions conditions) {
        var camera = new SectionStatus("camera", "pool", 1, 1, null, List.of(new Assignment("view0", node)), null);
        return new DDNNStatus(1L, conditions.merged(), revision, null, List.of(camera), null);
    }
}
