package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.controlplane.ControlPlane;
import dev.ddnn.controlplane.junit.ControlPlaneExtension;
import dev.ddnn.controlplane.process.Signal;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several packaged operators, of which one reconciles at a time. */
@ExtendWith(ControlPlaneExtension.class)
class LeaderElectionApiServerIT {
    private static final String OTHER = "somebody-else";
    private static final Duration GRACE = Duration.ofSeconds(60);

    private static final String NAMESPACE = "ddnn-system";
    private static final String LEASE = "ddnn-operator";

    private final List<PackagedOperator> operators = new ArrayList<>();

    private LeaseHolders holders;
    private Harness harness;

    @BeforeEach
    void onlyTheseOperators(ControlPlane plane) throws InterruptedException {
        harness = Harness.on(plane);
        harness.stopOperator();
        holders = new LeaseHolders(harness.admin, NAMESPACE, LEASE);
    }

    @AfterEach
    void theOtherOneAgain() throws InterruptedException {
        holders.close();
        for (var operator : operators) {
            operator.process.stop(GRACE);
        }
        harness.admin.resource(lease()).delete();
        harness.startOperator();
    }

    @Test
    void whoStandsByDoesNothingUntilTheLeaseIsFreeAndEndsWhenItIsLost() throws Exception {
        // Given
        hold(OTHER, 600);
        var scene = new Scene(harness).withPools();
        scene.apply(scene.spec("0.5"));
        var operator = start("standing-by");
        operator.awaitReady();
        assertThat(operator.leads()).isFalse();
        assertThat(scene.ddnn().getStatus().observedGeneration())
                .as("what the API server writes by itself")
                .isEqualTo(-1);
        assertThat(scene.ddnn().getStatus().conditions()).isNull();

        // When
        hold("", 1);

        // Then
        scene.awaitReady();
        assertThat(operator.leads()).isTrue();
        assertThat(lease().getSpec().getHolderIdentity()).isEqualTo("standing-by");
        assertThat(operator.log).content().doesNotContain("ERROR", "forbidden");

        // When
        hold(OTHER, 600);

        // Then
        assertThat(operator.process.await(Duration.ofMinutes(3))).isEqualTo(1);
        assertThat(operator.log).content().contains("was lost", "stand by again");
    }

    @Test
    void whoIsToldToEndIsFollowedAtOnceAndWhoIsKilledWhenTheLeaseHasRunOut() throws Exception {
        // Given
        var scene = new Scene(harness).withPools();
        scene.apply(scene.spec("0.5"));
        var first = start("first");
        Await.until("the first leads", first::leads);
        var second = start("second");
        second.awaitReady();
        assertThat(second.leads()).isFalse();

        // When
        Instant told = Instant.now();
        first.process.stop(GRACE);
        Await.until("the second leads", second::leads);
        Duration orderly = Duration.between(told, Instant.now());

        // Then: it was given back, or it would have had to run out
        scene.awaitReady();
        holders.await("first", LeaseHolders.NOBODY, "second");
        assertThat(first.log).content().doesNotContain("ERROR", "forbidden");

        // When
        var third = start("third");
        third.awaitReady();
        Instant killed = Instant.now();
        second.process.signal(Signal.KILL);
        Await.until("the third leads", third::leads);
        Duration sudden = Duration.between(killed, Instant.now());

        // Then
        System.out.printf(
                "another operator leads %.1f s after the leader was told to end, %.1f s after it was killed%n",
                orderly.toMillis() / 1e3, sudden.toMillis() / 1e3);
        holders.await("first", LeaseHolders.NOBODY, "second", "third");
        assertThat(lease().getSpec().getLeaseDurationSeconds()).isEqualTo(15);
        scene.apply(scene.spec("0.3"));
        scene.awaitReady();
    }

    private PackagedOperator start(String pod) throws IOException {
        var operator = PackagedOperator.elected(harness, pod);
        operators.add(operator);
        return operator;
    }

    private Lease lease() {
        var lease =
                harness.admin.leases().inNamespace(NAMESPACE).withName(LEASE).get();
        return lease != null ? lease : held("", 1);
    }

    private void hold(String holder, int seconds) {
        harness.admin.resource(held(holder, seconds)).forceConflicts().serverSideApply();
    }

    private static Lease held(String holder, int seconds) {
        var now = ZonedDateTime.now(ZoneOffset.UTC);
        return new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(LEASE)
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds(seconds)
                .withAcquireTime(now)
                .withRenewTime(now)
                .endSpec()
                .build();
    }
}
