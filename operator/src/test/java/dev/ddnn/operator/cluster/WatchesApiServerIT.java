package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.controlplane.ControlPlane;
import dev.ddnn.controlplane.junit.ControlPlaneExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the operator watches, as the API server counts it: each kind once, though several of its reconcilers look at it; but pools and
 * quotas, which are few, once for their own reconciler and once for that of DDNNs.
 */
@ExtendWith(ControlPlaneExtension.class)
class WatchesApiServerIT {
    private static final Pattern OPEN = Pattern.compile(
            "(?m)^apiserver_longrunning_requests\\{(?=[^}]*verb=\"WATCH\")[^}]*resource=\"([a-z]+)\"[^}]*} ([0-9.e+]+)$");

    private static final List<String> EVERYWHERE = List.of("nodes", "namespaces");
    private static final List<String> OF_NAMESPACES =
            List.of("configmaps", "services", "pods", "deployments", "daemonsets", "ddnns", "ddnnrevisions");

    /** Of which Kubernetes watches one as it does another; no operator watches a usage. */
    private static final List<String> OURS = List.of("ddnns", "ddnnrevisions", "ddnnquotas", "ddnnnodepools");

    private Harness harness;

    @BeforeEach
    void onlyOneOperator(ControlPlane plane) throws InterruptedException {
        harness = Harness.on(plane);
        harness.stopOperator();
    }

    @AfterEach
    void theOtherOneAgain() {
        harness.startOperator();
    }

    @Test
    void eachKindIsWatchedOnce() throws Exception {
        assertThat(watchesOf(Map.of(), new Scene(harness))).containsExactlyInAnyOrderEntriesOf(expected(1));
    }

    @Test
    void eachKindIsWatchedOnceInEachNamespaceThatIsNamed() throws Exception {
        var scene = new Scene(harness);
        var two = Map.of("DDNN_WATCH_NAMESPACES", scene.namespace + "," + harness.namespace());
        assertThat(watchesOf(two, scene)).containsExactlyInAnyOrderEntriesOf(expected(2));
    }

    private static Map<String, Integer> expected(int namespaces) {
        var expected = new TreeMap<String, Integer>();
        expected.put("ddnnnodepools", 2);
        expected.put("ddnnquotas", 2 * namespaces);
        EVERYWHERE.forEach(kind -> expected.put(kind, 1));
        OF_NAMESPACES.forEach(kind -> expected.put(kind, namespaces));
        return expected;
    }

    /** How many more there are while an operator runs that has made a DDNN ready. */
    private Map<String, Integer> watchesOf(Map<String, String> environment, Scene scene)
            throws IOException, InterruptedException {
        Await.until("only Kubernetes itself watches our kinds", () -> {
            var now = open();
            return now.containsKey("ddnnusages")
                    && OURS.stream().allMatch(kind -> Objects.equals(now.get(kind), now.get("ddnnusages")));
        });
        var without = settled();
        var operator = new PackagedOperator(harness, "watching", environment);
        try {
            operator.awaitReady();
            scene.withPools().apply(scene.spec("0.5"));
            scene.awaitReady();
            var with = new TreeMap<>(settled());
            with.replaceAll((kind, open) -> open - without.getOrDefault(kind, 0));
            with.values().removeIf(open -> open == 0);
            return with;
        } finally {
            operator.process.stop(Duration.ofSeconds(10));
        }
    }

    private Map<String, Integer> settled() {
        return Await.still("watches neither open nor close", this::open);
    }

    private Map<String, Integer> open() {
        var open = new TreeMap<String, Integer>();
        OPEN.matcher(harness.admin.raw("/metrics"))
                .results()
                .forEach(line -> open.merge(line.group(1), (int) Double.parseDouble(line.group(2)), Integer::sum));
        return open;
    }
}
