package dev.ddnn.sandbox.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a cluster has already of what a story needs, and whether it is the same. Nothing is changed. */
final class PresentObjects {
    static final String ENFORCE = "pod-security.kubernetes.io/enforce";
    static final String RESTRICTED = "restricted";
    static final String POOL = "DDNNNodePool";
    static final String NAMESPACE = "Namespace";
    private static final String GROUP = "ddnn.dev";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final String namespace;

    /** @param namespace of the story */
    PresentObjects(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Kind and name, for a sentence. */
    static String title(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    /** The object of that kind and name; empty: there is none, or its type is still to be installed. */
    Optional<HasMetadata> find(HasMetadata wanted) {
        boolean hasType = !wanted.getApiVersion().startsWith(GROUP + "/") || client.hasApiGroup(GROUP, true);
        return hasType
                ? Optional.ofNullable(client.resource(wanted)
                        .inNamespace(space(wanted, namespace))
                        .get())
                : Optional.empty();
    }

    /** The namespace that an object names itself, or else the story's. */
    static String space(HasMetadata object, String namespace) {
        return Objects.requireNonNullElse(object.getMetadata().getNamespace(), namespace);
    }

    /** Why the namespace that is there cannot be the story's. */
    Optional<String> problem(Namespace wanted) {
        Namespace found = client.namespaces().withName(namespace).get();
        if (found == null) {
            return Optional.empty();
        }
        if (found.getMetadata().getDeletionTimestamp() != null) {
            return Optional.of(ending(found));
        }
        String label = Objects.requireNonNullElse(found.getMetadata().getLabels(), Map.<String, String>of())
                .get(ENFORCE);
        return RESTRICTED.equals(label)
                ? Optional.empty()
                : Optional.of(title(wanted) + " is there already, and differs: metadata.labels[" + ENFORCE
                        + "] must be " + RESTRICTED + ", found " + Objects.requireNonNullElse(label, "nothing")
                        + ": kubectl label namespace " + namespace + " " + ENFORCE + "=" + RESTRICTED
                        + " --overwrite; or, if nobody needs it: kubectl delete namespace " + namespace);
    }

    /** Why the object that is there cannot be the story's. */
    Optional<String> problem(GenericKubernetesResource wanted) {
        return find(wanted)
                .flatMap(found -> found.getMetadata().getDeletionTimestamp() == null
                        ? Difference.between(json(found), json(asMade(wanted)))
                                .map(difference -> differs(wanted, difference))
                        : Optional.of(ending(found)));
    }

    private String differs(GenericKubernetesResource wanted, String difference) {
        return title(wanted) + " is there already, and differs: " + difference
                + ": change the story's manifest, or that field on the cluster; or, if nobody needs it: "
                + removal(wanted, namespace);
    }

    /** The command that removes it. */
    static String removal(HasMetadata object, String namespace) {
        return "kubectl delete " + object.getKind().toLowerCase(Locale.ROOT) + " "
                + object.getMetadata().getName()
                + (isOfCluster(object) ? "" : " -n " + space(object, namespace));
    }

    private static boolean isOfCluster(HasMetadata object) {
        return object.getKind().equals(POOL) || object.getKind().equals(NAMESPACE);
    }

    private static String ending(HasMetadata found) {
        return title(found) + " is being removed: try again once it is gone";
    }

    /** As the API server would store it, defaults included: it is asked to make it under another name, and not to keep it. */
    private HasMetadata asMade(GenericKubernetesResource wanted) {
        GenericKubernetesResource copy =
                client.getKubernetesSerialization().convertValue(wanted, GenericKubernetesResource.class);
        copy.setMetadata(new ObjectMetaBuilder()
                .withGenerateName("ddnn-run-")
                .withLabels(wanted.getMetadata().getLabels())
                .withAnnotations(wanted.getMetadata().getAnnotations())
                .build());
        return client.resource(copy)
                .inNamespace(space(wanted, namespace))
                .dryRun()
                .create();
    }

    private static JsonNode json(HasMetadata object) {
        return JSON.valueToTree(object);
    }
}
