package dev.ddnn.sandbox.testing;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.controlplane.KubectlResult;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.Objects;

/**
 * A mistake in the digits story's DDNN and what its author reads about it, which must be the same in every kind of cluster.
 *
 * @param right what the shipped manifest says
 * @param wrong what it says instead
 * @param where the author reads it
 * @param message the whole of it
 */
public record BadManifest(String right, String wrong, Where where, String message) {
    /** Name of the DDNN that the mistake is in. */
    public static final String NAME = "mistaken";

    private static final Duration PATIENCE = Duration.ofSeconds(240);

    /** Where a mistake shows. */
    public enum Where {
        /** {@code kubectl apply} fails. */
        APPLY,
        /** The object is there, and its condition Ready says it. */
        READY
    }

    /** Calls kubectl with something on standard input. */
    @FunctionalInterface
    public interface Kubectl {
        KubectlResult call(String input, String... arguments) throws Exception;
    }

    /** The mistakes that are tried. */
    public static BadManifest[] all() {
        return new BadManifest[] {
            new BadManifest(
                    "deadline: 5s",
                    "deadline: -1s",
                    Where.APPLY,
                    "`deadline` must be a duration from 1ms to 10m, such as 300ms; found '-1s'"),
            new BadManifest(
                    "exit: {logits: cloud/logits}",
                    "exit: {logits: nonesuch}",
                    Where.READY,
                    "`spec.sections[2].exit.logits`: tensor `nonesuch` does not exist in the model; the model has"
                            + " `view0`, `view1`, `view2`, `view3`, `view4`, `view5`, `view0/cast`, `view0/scaled` and 90"
                            + " more")
        };
    }

    /** Applies it, reads the message, and removes what was applied. */
    public void assertMessage(String shipped, Kubectl kubectl, DeployedDDNN mistaken) throws Exception {
        String manifest =
                shipped.replace("name: digits\n", "name: " + NAME + "\n").replace(right, wrong);
        assertThat(manifest).contains(wrong, "name: " + NAME);
        KubectlResult applied = kubectl.call(manifest, "apply", "--server-side", "-f", "-");
        if (where == Where.APPLY) {
            assertThat(applied.exitCode()).isNotZero();
            assertThat(applied.errors()).contains(message);
            return;
        }
        try {
            applied.orFail();
            eventually(
                    PATIENCE, () -> readyMessage(mistaken), m -> assertThat(m).isEqualTo(message));
        } finally {
            kubectl.call("", "delete", "ddnn/" + NAME).orFail();
        }
    }

    private static String readyMessage(DeployedDDNN ddnn) {
        return DeployedDDNN.condition(Objects.requireNonNull(ddnn.get().getStatus()), "Ready")
                .map(Condition::getMessage)
                .orElse("");
    }
}
