package dev.ddnn.operator.cluster;

import dev.ddnn.controlplane.process.Signal;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Two packaged operators, of which one leads and one stands by. */
final class RacingOperators {
    private static final String NAMESPACE = "ddnn-system";
    private static final String LEASE = "ddnn-operator";
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Harness harness;
    private final Map<String, PackagedOperator> operators = new LinkedHashMap<>();
    private int started;

    RacingOperators(Harness harness) {
        this.harness = harness;
    }

    /** One more. */
    void start() throws IOException {
        String pod = "racing-" + ++started;
        operators.put(pod, PackagedOperator.elected(harness, pod));
    }

    /** The pod that leads. */
    String awaitLeader() {
        return Await.value(
                "somebody leads",
                () -> Optional.ofNullable(lease())
                        .map(found -> found.getSpec().getHolderIdentity())
                        .filter(operators::containsKey),
                () -> String.valueOf(lease()));
    }

    /** Kills the leader. Its lease ends with it, since nobody wants to wait until it runs out, and another operator is started. */
    String killTheLeader() throws IOException {
        String leader = awaitLeader();
        var process = operators.remove(leader).process;
        process.signal(Signal.KILL);
        process.exit().join();
        harness.admin
                .leases()
                .inNamespace(NAMESPACE)
                .withName(LEASE)
                .edit(lease -> leader.equals(lease.getSpec().getHolderIdentity())
                        ? new LeaseBuilder(lease)
                                .editSpec()
                                .withHolderIdentity("")
                                .endSpec()
                                .build()
                        : lease);
        start();
        return leader;
    }

    /** All of them, in an orderly way. */
    void stop() throws InterruptedException {
        for (var operator : operators.values()) {
            operator.process.stop(GRACE);
        }
        harness.admin.leases().inNamespace(NAMESPACE).withName(LEASE).delete();
    }

    private Lease lease() {
        return harness.admin.leases().inNamespace(NAMESPACE).withName(LEASE).get();
    }
}
