package dev.ddnn.operator.observe;

import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.plan.Observed.Place;
import dev.ddnn.operator.plan.Observed.PodState;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the pods of a DDNN. */
final class PodReader {
    private PodReader() {}

    /**
     * @param readyNodes names of the cluster's nodes that are ready
     */
    static Optional<PodState> pod(Pod pod, Set<String> readyNodes) {
        String section = ChildReader.label(pod, Labels.SECTION);
        String branch = ChildReader.label(pod, Labels.BRANCH);
        if (section == null || branch == null) {
            return Optional.empty();
        }
        var metadata = pod.getMetadata();
        boolean leaves = metadata.getDeletionTimestamp() != null;
        Place place = place(pod);
        boolean ready = condition(pod, "Ready")
                .map(condition -> "True".equals(condition.getStatus()))
                .orElse(false);
        return Optional.of(new PodState(
                metadata.getName(),
                metadata.getUid(),
                section,
                branch,
                ready,
                leaves || isFinished(pod),
                leaves && !isFinished(pod) && place != null && !readyNodes.contains(place.node()),
                ready ? null : PodTrouble.of(pod).orElse(null),
                metadata.getAnnotations() == null
                        ? null
                        : metadata.getAnnotations().get(Labels.CONFIG),
                toldAt(pod),
                place));
    }

    private static @Nullable Place place(Pod pod) {
        String node = pod.getSpec() == null ? null : pod.getSpec().getNodeName();
        var status = pod.getStatus();
        return node == null
                ? null
                : new Place(
                        node, status == null ? null : status.getPodIP(), status == null ? null : status.getHostIP());
    }

    static boolean isFinished(Pod pod) {
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

    static Optional<PodCondition> condition(Pod pod, String type) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getConditions().stream()
                        .filter(condition -> type.equals(condition.getType()))
                        .findFirst();
    }
}
