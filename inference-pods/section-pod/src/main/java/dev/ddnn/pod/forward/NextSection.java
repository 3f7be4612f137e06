package dev.ddnn.pod.forward;

import dev.ddnn.pod.sample.Outcome;
import java.util.function.Consumer;

/** The way up. */
public interface NextSection {
    /**
     * Sends a sample and gives its outcome, exactly once and not after the sample's deadline. What the way itself adds: a refusal
     * with {@code UPSTREAM_UNREACHABLE} or {@code DEADLINE_EXCEEDED} that names the next section.
     */
    void send(UpwardSample sample, Consumer<Outcome> outcome);
}
