package dev.ddnn.sandbox.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddnn.api.v1alpha1.DDNNRevision;
import dev.ddnn.api.v1alpha1.RevisionModel;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.launch.StoryFailure;
import dev.ddnn.sandbox.report.RolloutSummaries.Rollback;
import dev.ddnn.sandbox.report.RolloutSummary.Gate;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Notes, whenever it is told to look, which models a DDNN's revisions stand for, and whether a rollout went back by itself. What was
 * seen once is kept, since notes of rollouts are overwritten and old revisions forgotten.
 */
final class RolloutWatch {
    private static final String LABEL = "ddnn.dev/ddnn";
    private static final String ROLLOUT = "ddnn.dev/rollout";
    private static final String ROLLED_BACK = "RolledBack";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final Map<String, String> digests = new LinkedHashMap<>();
    private @Nullable Rollback rollback;

    RolloutWatch(DeployedDDNN ddnn) {
        this.client = ddnn.client();
        this.namespace = ddnn.namespace();
        this.name = ddnn.name();
    }

    /** Looks. */
    void look() {
        client.resources(DDNNRevision.class)
                .inNamespace(namespace)
                .withLabel(LABEL, name)
                .list()
                .getItems()
                .forEach(this::note);
        client.configMaps()
                .inNamespace(namespace)
                .withLabel(LABEL, name)
                .list()
                .getItems()
                .forEach(this::note);
    }

    /** Written down before any pod is told of it, and never changed. */
    private void note(DDNNRevision revision) {
        RevisionModel model =
                revision.getSpec() == null ? null : revision.getSpec().model();
        if (model != null && model.sha256() != null) {
            digests.put(revision.getMetadata().getName(), model.sha256());
        }
    }

    private void note(ConfigMap map) {
        String text = Objects.requireNonNullElse(map.getMetadata().getAnnotations(), Map.<String, String>of())
                .get(ROLLOUT);
        if (text == null) {
            return;
        }
        JsonNode failed = read(text).path("failed");
        String revision = failed.path("revision").asText("");
        if (failed.hasNonNull("gate")
                && (rollback == null || !rollback.revision().equals(revision))) {
            rollback = new Rollback(
                    revision,
                    new Gate(
                            failed.path("gate").asText(),
                            new BigDecimal(failed.path("measured").asText()),
                            new BigDecimal(failed.path("allowed").asText())),
                    System.currentTimeMillis());
        }
    }

    private static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new StoryFailure("annotation " + ROLLOUT + " must be JSON, found " + text, e);
        }
    }

    /** The digest of each revision's model, without its prefix, by the revision's name. */
    Map<String, String> digests() {
        return Map.copyOf(digests);
    }

    /** The newest; the time of its failure is that of the operator's Event, or when it was seen, whichever is earlier. */
    @Nullable
    Rollback rollback() {
        Rollback seen = rollback;
        if (seen == null) {
            return null;
        }
        long told = client.v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(e -> ROLLED_BACK.equals(e.getReason())
                        && name.equals(e.getInvolvedObject().getName()))
                .map(Event::getFirstTimestamp)
                .filter(Objects::nonNull)
                .mapToLong(t -> Instant.parse(t).toEpochMilli())
                .max()
                .orElse(Long.MAX_VALUE);
        return new Rollback(seen.revision(), seen.gate(), Math.min(told, seen.failedMillis()));
    }
}
