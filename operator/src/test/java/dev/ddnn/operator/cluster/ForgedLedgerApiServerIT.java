package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.QuotaAsk;
import dev.ddnn.api.v1alpha1.QuotaReservation;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.status.ConditionType;
import dev.ddnn.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody else writes a ledger. */
@ExtendWith(SceneExtension.class)
class ForgedLedgerApiServerIT {
    private static final int TRIES = 8;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Scene scene;
    private final Harness harness;
    private final Crowd crowd;
    private final List<String> problems = new CopyOnWriteArrayList<>();

    ForgedLedgerApiServerIT(Scene scene) {
        this.scene = scene;
        this.harness = scene.harness;
        this.crowd = new Crowd(scene);
    }

    @Test
    void whoWaitsIsNotLetInByAReservationInItsName() {
        // When
        forgeAgainAndAgain(late -> List.of(crowd.ledger("team").reservations().get(0), reservation(late)));
    }

    @Test
    void whoIsInIsNotPutOutByAReservationThatIsTakenAway() {
        // When
        forgeAgainAndAgain(late -> List.of());
    }

    @Test
    void anotherAskInTheEntryOfOneThatIsInChangesNothing() {
        // When
        forgeAgainAndAgain(late -> List.of(reservation(late), reservation(crowd.ddnn("here"), 3)));
    }

    /** One is in and another one waits, and whatever the forged reservations are, so it is at each moment. */
    private void forgeAgainAndAgain(Function<DDNN, List<QuotaReservation>> forged) {
        // Given
        crowd.quota("team", null, 1);
        crowd.create("here");
        crowd.await("here", ConditionType.Ready, "Serving");
        crowd.await("here", ConditionType.QuotaReserved, "Reserved");
        crowd.create("late");
        crowd.await("late", ConditionType.QuotaReserved, "QuotaExceeded");
        DDNN late = crowd.ddnn("late");
        var deployments = harness.admin.apps().deployments().inNamespace(scene.namespace);
        var ddnns = harness.admin.resources(DDNN.class).inNamespace(scene.namespace);
        try (var made = deployments.withLabel(Labels.DDNN, "late").watch(watcher(this::made));
                var told = ddnns.withName("here").watch(watcher(this::told))) {
            for (int i = 0; i < TRIES; i++) {
                // When
                write(forged.apply(late));

                // Then
                crowd.awaitLedger(
                        "team",
                        SOON,
                        now -> Crowd.holders(now).equals(List.of("here"))
                                && Crowd.waiters(now).equals(List.of("late")));
            }
            crowd.await("late", ConditionType.QuotaReserved, "QuotaExceeded");
            assertThat(deployments.list().getItems())
                    .extracting(
                            deployment -> deployment.getMetadata().getLabels().get(Labels.DDNN))
                    .containsExactly("here");
            assertThat(problems).isEmpty();
        }
    }

    /** All that it asks for. */
    private static QuotaReservation reservation(DDNN ddnn) {
        return reservation(ddnn, ddnn.getStatus().quota().ask());
    }

    private static QuotaReservation reservation(DDNN ddnn, int number) {
        QuotaAsk ask = ddnn.getStatus().quota();
        return new QuotaReservation(
                ddnn.getMetadata().getUid(),
                ddnn.getMetadata().getName(),
                ask.ddnnGeneration(),
                number,
                ask.needed(),
                ask.since());
    }

    /** What is said to be used stays as it is. */
    private void write(List<QuotaReservation> reservations) {
        crowd.meddle("team", Map.of("reservations", reservations));
    }

    private void made(Deployment deployment) {
        problems.add("made: " + deployment.getMetadata().getName());
    }

    private void told(DDNN ddnn) {
        Optional.ofNullable(ddnn.getStatus())
                .flatMap(status -> Conditions.find(status.conditions(), ConditionType.QuotaReserved))
                .filter(reserved -> !"True".equals(reserved.getStatus()))
                .ifPresent(reserved -> problems.add("put out: " + reserved.getMessage()));
    }

    private <T extends HasMetadata> Watcher<T> watcher(Consumer<T> note) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, T object) {
                note.accept(object);
            }

            @Override
            public void onClose(WatcherException cause) {
                problems.add("the watch broke: " + cause);
            }
        };
    }
}
