package dev.ddnn.sandbox.story;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.KubeEdgeGroup;
import dev.ddnn.sandbox.testing.TinyStory;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

/** A KubeEdge NodeGroup of six device nodes and a spare one, in a cluster that gets KubeEdge only when all the rest is there. */
final class Grouped {
    private static final Duration SOON = Duration.ofSeconds(240);
    private static final int NODES = 7;
    private static final Map<String, String> SITE = Map.of("site", "side-street");

    private Grouped() {}

    /** The pool waits for KubeEdge, then for the group; then one of its nodes is away, and one day it leaves the group. */
    static void play(DigitsSandbox digits, TinyStory story) throws Exception {
        // Given
        DeployedDDNN ddnn = story.ddnn("default", "grouped");
        KubeEdgeGroup group = new KubeEdgeGroup(digits, "side-street", SITE);
        try {
            IntStream.range(0, NODES).forEach(i -> digits.addDevice("side-" + i, SITE));
            story.apply("grouped.yaml");
            awaitReason(ddnn, "KubeEdgeMissing");

            // When, Then
            long start = System.nanoTime();
            story.apply("nodegroup.yaml");
            awaitReason(ddnn, "NodeGroupMissing");
            System.out.printf(
                    "NodeGroups are known %.1f s after their definition%n", (System.nanoTime() - start) / 1e9);
            story.apply("street-group.yaml");
            group.reconcile();
            ddnn.awaitReady(SOON, System.out::println);
            AwayAndGone nodes = new AwayAndGone(digits, ddnn, "grouped", group::reconcile, group::leave);
            nodes.allViewsAreInTheAnswers(SOON);
            nodes.play(new AwayAndGone.Meanwhile() {});
        } finally {
            digits.kubectl("delete", "ddnn/grouped", "ddnnpool/side-street-cameras", "--ignore-not-found");
            digits.kubectl("delete", "crd", "nodegroups.apps.kubeedge.io", "--ignore-not-found");
            for (int i = 0; i < NODES; i++) {
                digits.sandbox().machines().remove("side-" + i);
            }
        }
    }

    private static void awaitReason(DeployedDDNN ddnn, String reason) {
        eventually(SOON, () -> ddnn.get().getStatus(), status -> assertThat(DeployedDDNN.condition(status, "Ready"))
                .map(Condition::getReason)
                .contains(reason));
    }
}
