package dev.ddnn.operator.observe;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why a pod does not run, for a person. Counters, back-off times and words that take turns are left out: each change of the text is
 * a change of status.
 */
final class PodTrouble {
    private static final Set<String> IMAGE = Set.of("ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull");
    private static final String CRASHED = "CrashLoopBackOff";
    private static final int MAX = 300;

    private PodTrouble() {}

    static Optional<String> of(Pod pod) {
        Stream<ContainerStatus> containers =
                pod.getStatus() == null ? Stream.empty() : pod.getStatus().getContainerStatuses().stream();
        return PodReader.condition(pod, "HeldUpgrade")
                .filter(condition -> "True".equals(condition.getStatus()))
                .map(condition -> "HeldUpgrade: the node holds it until it is released there")
                .or(() ->
                        containers.flatMap(status -> container(status).stream()).findFirst())
                .or(() -> unscheduled(pod))
                .map(text -> text.length() <= MAX ? text : text.substring(0, MAX - 1) + "…");
    }

    private static Optional<String> unscheduled(Pod pod) {
        return PodReader.condition(pod, "PodScheduled")
                .filter(condition -> "False".equals(condition.getStatus()))
                .map(condition -> withMessage(String.valueOf(condition.getReason()), condition.getMessage()));
    }

    private static Optional<String> container(ContainerStatus status) {
        var waiting = Optional.ofNullable(status.getState()).map(state -> state.getWaiting());
        return waiting.filter(state -> IMAGE.contains(String.valueOf(state.getReason())))
                .map(state -> "ImagePullBackOff: image '" + status.getImage()
                        + "' cannot be pulled. Check its name, and `spec.imagePullSecrets`")
                .or(() -> ended(status, waiting))
                .or(() -> waiting.filter(state -> state.getReason() != null)
                        .map(state -> withMessage(state.getReason(), state.getMessage())));
    }

    private static Optional<String> ended(ContainerStatus status, Optional<ContainerStateWaiting> waiting) {
        boolean loops =
                waiting.filter(state -> CRASHED.equals(state.getReason())).isPresent();
        Optional<ContainerStateTerminated> now =
                Optional.ofNullable(status.getState()).map(state -> state.getTerminated());
        return now.or(() -> Optional.ofNullable(status.getLastState()).map(state -> state.getTerminated()))
                .map(run -> (loops ? CRASHED + ": " : "") + "its last run ended with exit code " + run.getExitCode()
                        + (run.getReason() == null ? "" : " (" + run.getReason() + ")") + "; see its log");
    }

    private static String withMessage(String reason, String message) {
        return message == null || message.isBlank() ? reason : reason + ": " + message.replace('\n', ' ');
    }
}
