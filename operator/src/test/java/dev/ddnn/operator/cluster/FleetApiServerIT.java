package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.Address;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.Placement;
import dev.ddnn.operator.status.ConditionType;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each node of a pool runs a copy, made by the real DaemonSet controller. */
@ExtendWith(SceneExtension.class)
class FleetApiServerIT {
    private final Scene scene;
    private final Harness harness;

    FleetApiServerIT(Scene scene) {
        this.scene = scene;
        this.harness = scene.harness;
    }

    @BeforeEach
    void given() {
        scene.withFleet(3);
    }

    private static List<String> nodes(DDNNStatus status) {
        return status.addresses().stream().map(Address::node).toList();
    }

    @Test
    void aNodeThatJoinsServesAndTakesNothingFromTheOthers() {
        // Given
        scene.apply(scene.fleet(Placement.EveryNode, null));
        var three = scene.await("three serve", now -> "camera 3/3 cloud 1/1".equals(now.sectionSummary()));
        assertThat(nodes(three))
                .containsExactly(scene.prefix + "cameras-0", scene.prefix + "cameras-1", scene.prefix + "cameras-2");
        assertThat(three.addresses())
                .allSatisfy(address -> assertThat(address.url()).matches("http://10[.]9[.][0-9.]+:8080"));

        // When
        harness.nodes.add(scene.prefix + "cameras-3", scene.prefix + "cameras");

        // Then: it counts before it serves, and then it serves
        var joining =
                scene.awaitStill("the new node counts", now -> "camera 3/4 cloud 1/1".equals(now.sectionSummary()));
        assertThat(Scene.isTrue(joining, ConditionType.Ready)).isTrue();
        assertThat(joining.sections().get(0).message()).contains(scene.prefix + "cameras-3");
        var four = scene.await("the new node serves", now -> "camera 4/4 cloud 1/1".equals(now.sectionSummary()));
        assertThat(nodes(four)).endsWith(scene.prefix + "cameras-3").hasSize(4);
    }

    @Test
    void placementMayChangeBothWays() {
        // Given
        scene.apply(scene.fleet(Placement.EveryNode, null));
        scene.awaitReady();
        assertThat(scene.children()).contains("DaemonSet/digits-camera").doesNotContain("Deployment/digits-camera");

        // When
        scene.apply(scene.fleet(Placement.Assigned, null));

        // Then
        var assigned = scene.await("one pod", now -> "camera 1/1 cloud 1/1".equals(now.sectionSummary()));
        assertThat(assigned.addresses())
                .containsExactly(
                        new Address("view0", null, "http://view0.digits-camera." + scene.namespace + ".svc:8080"));
        assertThat(scene.children()).contains("Deployment/digits-camera").doesNotContain("DaemonSet/digits-camera");
        scene.apply(scene.fleet(Placement.EveryNode, null));
        scene.await("a copy on each node", now -> "camera 3/3 cloud 1/1".equals(now.sectionSummary()));
        assertThat(scene.children()).doesNotContain("Deployment/digits-camera");
    }

    @Test
    void aPortOfTheNodeIsItsAddress() {
        // Given
        harness.enforce(scene.namespace, "privileged");

        // When
        scene.apply(scene.fleet(Placement.EveryNode, 8070));

        // Then
        var status = scene.await("ready", now -> "camera 3/3 cloud 1/1".equals(now.sectionSummary()));
        assertThat(status.addresses().get(0).url())
                .isEqualTo("http://" + FakeKubelet.address(scene.prefix + "cameras-0") + ":8070");
    }
}
