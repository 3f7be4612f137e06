package dev.ddnn.sandbox.pod;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ObjectFieldSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a pod's environment and volumes refer to, read from the API at the moment it is asked for. */
final class PodContent {
    private static final Pattern KEYED = Pattern.compile("metadata\\.(labels|annotations)\\['(.+)']");
    private static final long TOKEN_SECONDS = 3607;

    private final KubernetesClient client;
    private final String address;
    private volatile Pod pod;
    private @Nullable String token;

    /** @param address that the pod's processes bind */
    PodContent(KubernetesClient client, Pod pod, String address) {
        this.client = client;
        this.pod = pod;
        this.address = address;
    }

    /** Takes a newer version of the pod: labels and annotations may have changed. */
    void newer(Pod changed) {
        this.pod = changed;
    }

    Map<String, byte[]> configMap(String name, boolean optional) throws NotYet {
        ConfigMap found = client.configMaps()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(name)
                .get();
        if (found == null) {
            return missing("ConfigMap", name, optional);
        }
        Map<String, byte[]> content = new HashMap<>();
        Objects.requireNonNullElse(found.getData(), Map.<String, String>of())
                .forEach((k, v) -> content.put(k, v.getBytes(StandardCharsets.UTF_8)));
        decode(found.getBinaryData(), content);
        return content;
    }

    Map<String, byte[]> secret(String name, boolean optional) throws NotYet {
        Secret found = client.secrets()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(name)
                .get();
        if (found == null) {
            return missing("Secret", name, optional);
        }
        Map<String, byte[]> content = new HashMap<>();
        decode(found.getData(), content);
        return content;
    }

    private static void decode(@Nullable Map<String, String> base64, Map<String, byte[]> into) {
        if (base64 != null) {
            base64.forEach((k, v) -> into.put(k, Base64.getDecoder().decode(v)));
        }
    }

    private static Map<String, byte[]> missing(String kind, String name, boolean optional) throws NotYet {
        if (optional) {
            return Map.of();
        }
        throw new NotYet("CreateContainerConfigError", kind + " '" + name + "' not found");
    }

    /** A token of the pod's service account, bound to the pod; asked for once. */
    synchronized String token() {
        if (token == null) {
            token = requestToken();
        }
        return token;
    }

    private String requestToken() {
        var request = new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(TOKEN_SECONDS)
                .withNewBoundObjectRef()
                .withApiVersion("v1")
                .withKind("Pod")
                .withName(pod.getMetadata().getName())
                .withUid(pod.getMetadata().getUid())
                .endBoundObjectRef()
                .endSpec()
                .build();
        return client.serviceAccounts()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getSpec().getServiceAccountName())
                .tokenRequest(request)
                .getStatus()
                .getToken();
    }

    /** The value of a field of the pod, as the downward API gives it. */
    String field(ObjectFieldSelector selector) throws NotYet {
        String path = selector.getFieldPath();
        Matcher keyed = KEYED.matcher(path);
        if (keyed.matches()) {
            Map<String, String> values = keyed.group(1).equals("labels")
                    ? pod.getMetadata().getLabels()
                    : pod.getMetadata().getAnnotations();
            return values == null ? "" : values.getOrDefault(keyed.group(2), "");
        }
        return switch (path) {
            case "metadata.name" -> pod.getMetadata().getName();
            case "metadata.namespace" -> pod.getMetadata().getNamespace();
            case "metadata.uid" -> pod.getMetadata().getUid();
            case "spec.nodeName" -> pod.getSpec().getNodeName();
            case "spec.serviceAccountName" -> pod.getSpec().getServiceAccountName();
            case "status.podIP", "status.podIPs" -> address;
            case "status.hostIP", "status.hostIPs" -> "127.0.0.1";
            default -> throw new NotYet("CreateContainerConfigError", "fieldPath '" + path + "' is not supported here");
        };
    }
}
