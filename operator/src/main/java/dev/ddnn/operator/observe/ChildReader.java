package dev.ddnn.operator.observe;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.plan.Observed.HeldConfig;
import dev.ddnn.operator.plan.Observed.PodState;
import dev.ddnn.operator.plan.Observed.Workload;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the children of a DDNN as planning sees them. */
final class ChildReader {
    private ChildReader() {}

    /** The section's configuration; empty if it is not there or not readable, so that it is written anew. */
    static Optional<HeldConfig> config(ConfigMap map) {
        String section = label(map, Labels.SECTION);
        String text = map.getData() == null ? null : map.getData().get(SectionConfig.FILE);
        if (section == null || text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new HeldConfig(section, ContractJson.hash(text), ContractJson.read(text, SectionConfig.class)));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    static Optional<Workload> workload(Deployment deployment) {
        String section = label(deployment, Labels.SECTION);
        if (section == null) {
            return Optional.empty();
        }
        Integer replicas = deployment.getSpec().getReplicas();
        var annotations = deployment.getMetadata().getAnnotations();
        return Optional.of(new Workload(
                deployment.getMetadata().getName(),
                section,
                label(deployment, Labels.BRANCH),
                boundTo(deployment),
                replicas == null ? 1 : replicas,
                annotations == null ? null : annotations.get(Labels.TEMPLATE),
                isSettled(deployment, replicas == null ? 1 : replicas)));
    }

    private static boolean isSettled(Deployment deployment, int replicas) {
        var status = deployment.getStatus();
        return status != null
                && deployment.getMetadata().getGeneration().equals(status.getObservedGeneration())
                && Integer.valueOf(replicas).equals(status.getUpdatedReplicas())
                && Integer.valueOf(replicas).equals(status.getReadyReplicas())
                && Integer.valueOf(replicas).equals(status.getReplicas());
    }

    static Optional<PodState> pod(Pod pod) {
        String section = label(pod, Labels.SECTION);
        String branch = label(pod, Labels.BRANCH);
        if (section == null || branch == null) {
            return Optional.empty();
        }
        var metadata = pod.getMetadata();
        boolean ready = condition(pod, "Ready")
                .map(condition -> "True".equals(condition.getStatus()))
                .orElse(false);
        return Optional.of(new PodState(
                metadata.getName(),
                metadata.getUid(),
                section,
                branch,
                ready,
                metadata.getDeletionTimestamp() != null || isFinished(pod),
                ready ? null : trouble(pod),
                metadata.getAnnotations() == null
                        ? null
                        : metadata.getAnnotations().get(Labels.CONFIG),
                toldAt(pod)));
    }

    private static boolean isFinished(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return "Failed".equals(phase) || "Succeeded".equals(phase);
    }

    /** When our last patch changed the pod: the API server notes it with the fields that we own. */
    private static @Nullable Instant toldAt(Pod pod) {
        var entries = pod.getMetadata().getManagedFields();
        return (entries == null ? Stream.<ManagedFieldsEntry>empty() : entries.stream())
                .filter(entry -> Labels.MANAGER.equals(entry.getManager()) && entry.getTime() != null)
                .map(entry -> Instant.parse(entry.getTime()))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** One word why it does not run: words stay while counters and times in messages would change status every second. */
    private static @Nullable String trouble(Pod pod) {
        Stream<String> containers = pod.getStatus() == null
                ? Stream.empty()
                : pod.getStatus().getContainerStatuses().stream().map(ChildReader::waitingReason);
        return containers
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> condition(pod, "PodScheduled")
                        .filter(condition -> "False".equals(condition.getStatus()))
                        .map(PodCondition::getReason))
                .orElse(null);
    }

    private static @Nullable String waitingReason(ContainerStatus status) {
        var state = status.getState();
        return state == null || state.getWaiting() == null
                ? null
                : state.getWaiting().getReason();
    }

    private static Optional<PodCondition> condition(Pod pod, String type) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getConditions().stream()
                        .filter(condition -> type.equals(condition.getType()))
                        .findFirst();
    }

    private static @Nullable String boundTo(Deployment deployment) {
        return Optional.ofNullable(deployment.getSpec().getTemplate().getSpec().getAffinity())
                .map(affinity -> affinity.getNodeAffinity())
                .map(NodeAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
                .flatMap(required -> required.getNodeSelectorTerms().stream()
                        .flatMap(term -> term.getMatchFields().stream())
                        .flatMap(field -> field.getValues().stream())
                        .findFirst())
                .orElse(null);
    }

    private static @Nullable String label(HasMetadata child, String key) {
        var labels = child.getMetadata().getLabels();
        return labels == null ? null : labels.get(key);
    }

    static <T> List<T> present(Stream<Optional<T>> children) {
        return children.flatMap(Optional::stream).toList();
    }
}
