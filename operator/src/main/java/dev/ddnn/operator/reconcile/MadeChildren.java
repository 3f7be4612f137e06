package dev.ddnn.operator.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddnn.api.v1alpha1.DDNNRevision;
import dev.ddnn.operator.apply.AsMade;
import dev.ddnn.operator.apply.Children.OvertakenException;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.desired.RevisionObject;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Children that were made by a POST, which costs an API server less than a server-side apply of a new object does. An annotation
 * says what was wanted then. Before such a child is changed for the first time, what was posted is handed over to server-side apply, and
 * the annotation goes with what is applied.
 */
final class MadeChildren {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPERATION = "operation";
    private static final String FIELDS = "fieldsV1";
    private static final int TRIES = 5;
    private static final String WITHOUT_WARNINGS = "?fieldValidation=Ignore&fieldManager=" + Labels.MANAGER;

    private final KubernetesClient client;

    MadeChildren(KubernetesClient client) {
        this.client = client;
    }

    /** Whether what the POST set is not handed over yet. */
    static boolean isPosted(HasMetadata child) {
        List<ManagedFieldsEntry> hands = child.getMetadata().getManagedFields();
        return hands != null && hands.stream().anyMatch(MadeChildren::isPost);
    }

    private static boolean isPost(ManagedFieldsEntry hand) {
        return Labels.MANAGER.equals(hand.getManager())
                && "Update".equals(hand.getOperation())
                && hand.getSubresource() == null;
    }

    private static Optional<String> hash(HasMetadata child) {
        return Optional.ofNullable(child.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Labels.MADE));
    }

    /**
     * Whether it is the record of a revision. Its labels change with what the revision is to its DDNN, and nothing else of it ever does: no
     * field is taken away from it.
     */
    static boolean isRecord(HasMetadata wanted) {
        return wanted.getKind().equals(RevisionObject.KIND);
    }

    /** Whether all that is wanted is there. */
    boolean holds(HasMetadata actual, HasMetadata wanted) {
        return AsMade.holds(json(typed(wanted)), json(actual));
    }

    /** Sets all that is wanted, and takes nothing away. Refused if it is no longer as it was seen. */
    void update(HasMetadata wanted, HasMetadata seen) {
        HasMetadata typed = typed(wanted);
        typed.getMetadata().setUid(seen.getMetadata().getUid());
        typed.getMetadata().setResourceVersion(seen.getMetadata().getResourceVersion());
        client.resource(typed).patch(patch(PatchType.JSON_MERGE), typed);
    }

    private static PatchContext patch(PatchType type) {
        return new PatchContext.Builder()
                .withPatchType(type)
                .withFieldManager(Labels.MANAGER)
                .withFieldValidation(Validation.IGNORE.parameterValue())
                .build();
    }

    /** Makes it. Nobody reads the answer: the informers bring what was made. */
    void make(HasMetadata wanted) {
        if (isRecord(wanted)) {
            post(typed(wanted));
            return;
        }
        ObjectMeta metadata = wanted.getMetadata();
        wanted.setMetadata(new ObjectMetaBuilder(metadata)
                .addToAnnotations(Labels.MADE, AsMade.hash(wanted))
                .build());
        try {
            post(wanted);
        } finally {
            wanted.setMetadata(metadata);
        }
    }

    private void post(HasMetadata made) {
        client.raw(collection(made) + WITHOUT_WARNINGS, "POST", made);
    }

    /** Whether it is as it was made, that is what is wanted, and nobody has changed that. */
    boolean matches(HasMetadata actual, HasMetadata wanted) {
        // Who only takes a field away leaves no trace in managedFields.
        return hash(actual).filter(AsMade.hash(wanted)::equals).isPresent() && holds(actual, wanted);
    }

    /**
     * Makes an apply of what a POST set: else what is no longer wanted would stay, owned by the POST for ever. As kubectl does it for
     * objects that were created by it without server-side apply (client-go, {@code csaupgrade}). Where both are there, as after an older
     * operator was put back for a while, they become one.
     *
     * @param fence the version that it must have; absent: any
     * @return the version of the object by now
     * @throws OvertakenException if it is no longer the one that was seen
     */
    String handOver(HasMetadata seen, @Nullable String fence) {
        for (int more = TRIES - 1; ; more--) {
            try {
                return handedOver(seen, fence);
            } catch (KubernetesClientException e) {
                // A controller has written a status in between.
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || fence != null || more == 0) {
                    throw e;
                }
            }
        }
    }

    private String handedOver(HasMetadata seen, @Nullable String fence) {
        String read = client.raw(path(seen));
        JsonNode metadata = read == null ? JSON.missingNode() : tree(read).path("metadata");
        String version = metadata.path("resourceVersion").asText();
        boolean isSeen = metadata.path("uid").asText().equals(seen.getMetadata().getUid())
                && (fence == null || fence.equals(version));
        if (!isSeen) {
            throw new OvertakenException(
                    "no longer as it was seen: " + path(seen), new IllegalStateException("now " + version));
        }
        return metadata.path("managedFields") instanceof ArrayNode entries && isHandedOver(entries)
                ? patched(seen, version, entries)
                : version;
    }

    /** Makes one entry of an apply of those that are ours; no: there is no other. */
    private static boolean isHandedOver(ArrayNode entries) {
        ObjectNode applied = null;
        var posted = new ArrayList<ObjectNode>();
        for (JsonNode entry : entries) {
            boolean isOurs = entry.path("manager").asText().equals(Labels.MANAGER) && !entry.has("subresource");
            if (isOurs && entry.path(OPERATION).asText().equals("Apply")) {
                applied = (ObjectNode) entry;
            } else if (isOurs) {
                posted.add((ObjectNode) entry);
            }
        }
        if (posted.isEmpty()) {
            return false;
        }
        ObjectNode all = applied == null ? posted.remove(0) : applied;
        all.put(OPERATION, "Apply");
        posted.forEach(entry -> unite(all.withObjectProperty(FIELDS), entry.path(FIELDS)));
        entries.removeIf(entry -> posted.stream().anyMatch(one -> one == entry));
        return true;
    }

    private static void unite(ObjectNode fields, JsonNode more) {
        more.fields().forEachRemaining(field -> {
            if (fields.get(field.getKey()) instanceof ObjectNode known) {
                unite(known, field.getValue());
            } else {
                fields.set(field.getKey(), field.getValue());
            }
        });
    }

    private String patched(HasMetadata seen, String version, ArrayNode entries) {
        var patch = JSON.createArrayNode();
        patch.addObject()
                .put("op", "replace")
                .put("path", "/metadata/managedFields")
                .set("value", entries);
        patch.addObject()
                .put("op", "replace")
                .put("path", "/metadata/resourceVersion")
                .put("value", version);
        return client.resource(seen)
                .patch(patch(PatchType.JSON), patch.toString())
                .getMetadata()
                .getResourceVersion();
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the API server answered something that is no JSON", e);
        }
    }

    private Map<String, Object> json(HasMetadata object) {
        return client.getKubernetesSerialization().convertValue(object, Map.class);
    }

    /** The same object of the class that the client knows the kind by: else it would ask the API server for the kind each time. */
    HasMetadata typed(HasMetadata wanted) {
        return isRecord(wanted) ? client.getKubernetesSerialization().convertValue(wanted, DDNNRevision.class) : wanted;
    }

    /** Where the object is. */
    static String path(HasMetadata object) {
        return collection(object) + "/" + object.getMetadata().getName();
    }

    private static String collection(HasMetadata object) {
        String version = object.getApiVersion();
        return String.join(
                "/",
                version.contains("/") ? "/apis" : "/api",
                version,
                "namespaces",
                object.getMetadata().getNamespace(),
                object.getPlural());
    }
}
