package dev.ddnn.sandbox.steps;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.api.v1alpha1.Durations;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.launch.StoryFailure;
import dev.ddnn.sandbox.launch.Waiting;
import dev.ddnn.sandbox.story.Step;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Waits for what a step says must come about. */
final class StepWait {
    private static final String ROLLED_OUT = "RolledOut";

    private final DeployedDDNN ddnn;
    private final RolloutWatch watch;
    private final Map<String, String> digests;
    private final PodsOfSection pods;

    /** @param digests of the story's model files, by file */
    StepWait(DeployedDDNN ddnn, RolloutWatch watch, Map<String, String> digests) {
        this.ddnn = ddnn;
        this.watch = watch;
        this.digests = Map.copyOf(digests);
        this.pods = new PodsOfSection(ddnn);
    }

    /** Remembers what the step is to change, before it does. */
    void before(Step step) {
        Step.Until until = step.until();
        if (until != null && until.newPods() != null) {
            pods.remember(until.newPods());
        }
    }

    /**
     * Waits.
     *
     * @param broken what ended the feeding; empty: it goes on
     * @param tell hears of each change
     * @throws StoryFailure if it takes longer than the step allows; the message has the DDNN's conditions
     */
    void await(Step step, Supplier<Optional<String>> broken, Consumer<String> tell) throws InterruptedException {
        try {
            Waiting.until(
                    Durations.parse(Objects.requireNonNull(step.within())),
                    () -> {
                        broken.get().ifPresent(why -> {
                            throw new StoryFailure(why);
                        });
                        watch.look();
                        return missing(step.until(), ddnn.get());
                    },
                    tell);
        } catch (StoryFailure e) {
            throw new StoryFailure(step.title() + ": " + e.getMessage() + conditions(ddnn.get()), e);
        }
    }

    /** What is still missing; empty: nothing. */
    Optional<String> missing(Step.@Nullable Until until, DDNN now) {
        if (until == null) {
            return Optional.empty();
        }
        DDNNStatus status = now.getStatus();
        if (status == null
                || !Objects.equals(
                        status.observedGeneration(), now.getMetadata().getGeneration())) {
            return Optional.of("waiting for the operator to look at generation "
                    + now.getMetadata().getGeneration());
        }
        return rollout(until, status)
                .or(() -> until.answers() == null
                        ? Optional.empty()
                        : answering(until.answers(), String.valueOf(status.currentRevision())))
                .or(() -> until.newPods() == null ? Optional.empty() : pods.missing())
                .or(() -> until.newPods() == null ? Optional.empty() : ddnn.missing())
                .or(() -> until.expected().stream()
                        .flatMap(expected -> missing(expected).stream())
                        .findFirst())
                .or(() -> until.bills().stream()
                        .filter(name -> !isBilled(name))
                        .map(name -> "waiting for a bill of " + name)
                        .findFirst());
    }

    private boolean isBilled(String name) {
        return ddnn.client().resources(DDNNUsage.class).inNamespace(ddnn.namespace()).list().getItems().stream()
                .anyMatch(usage ->
                        usage.getStatus() != null && name.equals(usage.getSpec().ddnn()));
    }

    /** What is still missing for a condition to be as expected; empty: nothing. */
    private Optional<String> missing(Step.Expected expected) {
        String namespace = expected.namespace() == null ? ddnn.namespace() : expected.namespace();
        DDNN now = ddnn.client()
                .resources(DDNN.class)
                .inNamespace(namespace)
                .withName(expected.ddnn())
                .get();
        DDNNStatus status = now == null ? null : now.getStatus();
        if (status == null
                || !Objects.equals(
                        status.observedGeneration(), now.getMetadata().getGeneration())) {
            return Optional.of("waiting for " + expected.text() + ", which was not looked at yet");
        }
        Condition found = DeployedDDNN.condition(status, Objects.requireNonNull(expected.type()))
                .orElse(null);
        boolean asExpected = found != null
                && found.getStatus().equals(expected.status())
                && (expected.reason() == null || expected.reason().equals(found.getReason()));
        return asExpected
                ? Optional.empty()
                : Optional.of("waiting for " + expected.text() + ", found " + (found == null ? "none" : shown(found)));
    }

    private static Optional<String> rollout(Step.Until until, DDNNStatus status) {
        Condition found = DeployedDDNN.condition(status, ROLLED_OUT).orElse(null);
        return until.rolledOut() == null || (found != null && matches(until, found))
                ? Optional.empty()
                : Optional.of(
                        "waiting for RolledOut=" + text(until) + ", found " + (found == null ? "none" : shown(found)));
    }

    private static boolean matches(Step.Until until, Condition found) {
        return found.getStatus().equals(status(until))
                && (until.reason() == null || until.reason().equals(found.getReason()));
    }

    private Optional<String> answering(String file, String revision) {
        String wanted = digests.get(file);
        String found = watch.digests().get(revision);
        return Objects.equals(wanted, found)
                ? Optional.empty()
                : Optional.of("waiting for the model of " + file + " to answer, sha256 " + wanted + ", found revision "
                        + revision + " with " + found);
    }

    private static String text(Step.Until until) {
        return status(until) + (until.reason() == null ? "" : " (" + until.reason() + ")");
    }

    private static String status(Step.Until until) {
        return Boolean.TRUE.equals(until.rolledOut()) ? "True" : "False";
    }

    private static String shown(Condition condition) {
        return condition.getStatus() + " (" + condition.getReason() + "): " + condition.getMessage();
    }

    private static String conditions(DDNN now) {
        DDNNStatus status = now.getStatus();
        List<Condition> all = status == null || status.conditions() == null ? List.of() : status.conditions();
        return "\nconditions of " + now.getMetadata().getName() + " at generation "
                + now.getMetadata().getGeneration() + ":"
                + all.stream().map(c -> "\n  " + c.getType() + "=" + shown(c)).collect(Collectors.joining());
    }
}
