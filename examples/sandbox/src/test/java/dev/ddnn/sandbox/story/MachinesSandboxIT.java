package dev.ddnn.sandbox.story;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.sandbox.testing.DigitsSandbox;
import dev.ddnn.sandbox.testing.DigitsSandboxExtension;
import dev.ddnn.sandbox.testing.TinyStory;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Machines go and come; DDNNs share them and wait for what they need. All at once, since Kubernetes takes its time to give a node
 * up.
 */
@ExtendWith(DigitsSandboxExtension.class)
class MachinesSandboxIT {
    /** A model takes over meanwhile, which takes a minute more: {@code -Dddnn.takeover=true}. */
    private static final boolean TAKEOVER = Boolean.getBoolean("ddnn.takeover");

    private static final Duration HEALS = Duration.ofSeconds(300);
    private static TinyStory oneView;
    private static TinyStory sixViews;

    @TempDir
    Path files;

    @BeforeAll
    static void upload(DigitsSandbox digits, @TempDir Path folder) throws Exception {
        oneView = new TinyStory(digits, folder, 1);
        sixViews = new TinyStory(digits, folder, 6);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void nodeThatIsAwayKeepsItsBranchAndOneThatIsGoneLosesItAlone(DigitsSandbox digits) throws Exception {
        AwayAndGone nodes = new AwayAndGone(digits, digits.digits(), "digits", () -> {}, node -> delete(digits, node));
        try (AwayAndGone.Meanwhile meanwhile =
                TAKEOVER ? new TakeoverThroughACut(digits, files) : new AwayAndGone.Meanwhile() {}) {
            nodes.play(meanwhile);
        } finally {
            everyBranchHasItsNodeAgain(digits, nodes);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void sameForTheNodesOfAKubeEdgeGroupThatIsKnownOnlyLater(DigitsSandbox digits) throws Exception {
        Grouped.play(digits, sixViews);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void everyNodeOfAFleetServesAlsoOneThatJoins(DigitsSandbox digits) throws Exception {
        Fleet.play(digits, oneView);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void lockedModelIsFetchedOnceTheHubMayReadTheSecret(DigitsSandbox digits) throws Exception {
        LockedModel.play(digits, oneView);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void deletedTenantLeavesNothingAndTheOtherAnswers(DigitsSandbox digits) throws Exception {
        TwoTenants.play(digits, oneView);
    }

    private static void delete(DigitsSandbox digits, String node) {
        digits.sandbox().client().nodes().withName(node).delete();
    }

    /** A branch stays where it is, so it is asked back by a wish, which is then withdrawn. */
    private static void everyBranchHasItsNodeAgain(DigitsSandbox digits, AwayAndGone nodes) throws Exception {
        for (int i = 0; i < 6; i++) {
            String node = "cam-" + i;
            if (digits.sandbox().client().nodes().withName(node).get() == null) {
                digits.addAgain(node);
            } else {
                digits.kubectl("annotate", "node", node, "sandbox.ddnn.dev/machine-");
            }
        }
        if (!"cam-3".equals(nodes.assignments().get("view3"))) {
            digits.kubectl(
                    "patch",
                    "ddnn/digits",
                    "--type=json",
                    "-p",
                    "[{\"op\":\"add\",\"path\":\"/spec/sections/0/branches\",\"value\":"
                            + "[{\"name\":\"view3\",\"nodeName\":\"cam-3\"}]}]");
            eventually(HEALS, nodes::assignments, a -> assertThat(a).containsEntry("view3", "cam-3"));
            digits.kubectl(
                    "patch",
                    "ddnn/digits",
                    "--type=json",
                    "-p",
                    "[{\"op\":\"remove\",\"path\":\"/spec/sections/0/branches\"}]");
        }
        digits.digits().awaitReady(HEALS, System.out::println);
        nodes.allViewsAreInTheAnswers(HEALS);
    }
}
