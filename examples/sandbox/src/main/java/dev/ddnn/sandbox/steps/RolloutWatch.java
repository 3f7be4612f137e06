package dev.ddnn.sandbox.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.ModelSource;
import dev.ddnn.api.v1alpha1.ModelSpec;
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
 * seen once is kept, since status and notes of rollouts are overwritten.
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
        revisions(client.resources(DDNN.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
        client.configMaps()
                .inNamespace(namespace)
                .withLabel(LABEL, name)
                .list()
                .getItems()
                .forEach(this::note);
    }

    /** A status of the newest generation names the revision that the spec stands for, and the spec names the model. */
    private void revisions(@Nullable DDNN ddnn) {
        DDNNStatus status = ddnn == null ? null : ddnn.getStatus();
        if (ddnn == null
                || status == null
                || status.targetRevision() == null
                || !Objects.equals(
                        status.observedGeneration(), ddnn.getMetadata().getGeneration())) {
            return;
        }
        ModelSpec model = ddnn.getSpec().model();
        ModelSource source = model == null ? null : model.source();
        String digest = source == null ? null : source.sha256();
        if (digest == null) {
            return;
        }
        String known = digests.put(status.targetRevision(), digest);
        if (known != null && !known.equals(digest)) {
            throw new StoryFailure("revision " + status.targetRevision() + " must stand for one model, but stood for "
                    + known + " and stands for " + digest);
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
