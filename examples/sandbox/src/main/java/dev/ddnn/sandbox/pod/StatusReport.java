package dev.ddnn.sandbox.pod;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pod's status from the states of its containers. */
final class StatusReport {
    private StatusReport() {}

    /**
     * @param restartPolicy of the pod
     * @param startedAt when the agent took the pod
     * @param earlier the status reported before, whose transition times stay while nothing changes
     */
    static PodStatus of(
            List<ContainerState> containers,
            String restartPolicy,
            PodAddresses addresses,
            Instant startedAt,
            @Nullable PodStatus earlier,
            Instant now) {
        String phase = phase(containers, restartPolicy);
        boolean over = phase.equals("Succeeded") || phase.equals("Failed");
        boolean ready = !over && containers.stream().allMatch(ContainerState::isReady);
        String reason = over ? "PodCompleted" : "ContainersNotReady";
        return new PodStatusBuilder()
                .withPhase(phase)
                .withHostIP(addresses.node())
                .withPodIP(addresses.pod())
                .withPodIPs(new PodIP(addresses.pod()))
                .withStartTime(ContainerState.time(startedAt))
                .withConditions(
                        condition("PodReadyToStartContainers", !over, null, earlier, now),
                        condition("Initialized", true, null, earlier, now),
                        condition("ContainersReady", ready, reason, earlier, now),
                        condition("Ready", ready, reason, earlier, now))
                .withContainerStatuses(
                        containers.stream().map(StatusReport::container).toList())
                .build();
    }

    /** Whether somebody else changed the pod's readiness, as Kubernetes does when a node seems to be away. */
    static boolean isOverwritten(@Nullable PodStatus reported, @Nullable PodStatus found) {
        return reported != null && found != null && !ready(reported).equals(ready(found));
    }

    private static String ready(PodStatus status) {
        return status.getConditions().stream()
                .filter(c -> c.getType().equals("Ready"))
                .map(PodCondition::getStatus)
                .findFirst()
                .orElse("");
    }

    private static String phase(List<ContainerState> containers, String restartPolicy) {
        boolean allEnded = containers.stream().allMatch(c -> c.end() != null);
        if (allEnded && !restartPolicy.equals("Always")) {
            boolean clean = containers.stream()
                    .allMatch(c -> c.end() != null && Objects.equals(c.end().getExitCode(), 0));
            if (clean) {
                return "Succeeded";
            }
            if (restartPolicy.equals("Never")) {
                return "Failed";
            }
        }
        return containers.stream().anyMatch(c -> c.runs() > 0) ? "Running" : "Pending";
    }

    private static PodCondition condition(
            String type, boolean holds, @Nullable String reason, @Nullable PodStatus earlier, Instant now) {
        String status = holds ? "True" : "False";
        String since = earlier == null
                ? null
                : earlier.getConditions().stream()
                        .filter(c -> c.getType().equals(type) && c.getStatus().equals(status))
                        .map(PodCondition::getLastTransitionTime)
                        .findFirst()
                        .orElse(null);
        return new PodConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(holds ? null : reason)
                .withLastTransitionTime(Objects.requireNonNullElse(since, ContainerState.time(now)))
                .build();
    }

    private static ContainerStatus container(ContainerState c) {
        var state = new ContainerStateBuilder();
        if (c.process() != null) {
            state.withNewRunning(ContainerState.time(c.startedAt()));
        } else if (c.end() != null) {
            state.withTerminated(c.end());
        } else {
            state.withNewWaiting(c.waitingMessage(), c.waitingReason());
        }
        return new ContainerStatusBuilder()
                .withName(c.container().getName())
                .withImage(c.container().getImage())
                .withImageID("directory://" + c.container().getImage())
                .withContainerID(c.id())
                .withState(state.build())
                .withLastState(new ContainerStateBuilder()
                        .withTerminated(c.endBefore())
                        .build())
                .withReady(c.isReady())
                .withStarted(c.isStarted())
                .withRestartCount(Math.max(0, c.runs() - 1))
                .build();
    }
}
