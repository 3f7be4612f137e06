package dev.ddnn.operator.reconcile;

import dev.ddnn.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Why pods of a DaemonSet are not made. Its controller says it in Events alone, and a Deployment's in a condition. */
final class RefusedPods {
    private static final String PREFIX = "Error creating: ";

    private RefusedPods() {}

    /** What the API said last, if it said something since we last wrote the DaemonSet. */
    static Optional<String> of(DaemonSet daemonSet, KubernetesClient client) {
        var metadata = daemonSet.getMetadata();
        Instant written = metadata.getManagedFields().stream()
                .filter(entry -> Labels.MANAGER.equals(entry.getManager()))
                .map(ManagedFieldsEntry::getTime)
                .map(Instant::parse)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return client
                .v1()
                .events()
                .inNamespace(metadata.getNamespace())
                .withFields(Map.of("involvedObject.uid", metadata.getUid(), "reason", "FailedCreate"))
                .list()
                .getItems()
                .stream()
                .filter(event -> !time(event).isBefore(written))
                .max(Comparator.comparing(RefusedPods::time))
                .map(Event::getMessage)
                .map(message ->
                        message.substring(Math.max(0, message.indexOf(PREFIX))).replace(PREFIX, ""));
    }

    private static Instant time(Event event) {
        String time = event.getLastTimestamp() == null ? event.getFirstTimestamp() : event.getLastTimestamp();
        return time == null ? Instant.EPOCH : Instant.parse(time);
    }
}
