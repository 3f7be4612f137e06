package dev.ddnn.sandbox.pod;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ObjectFieldSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a pod's environment and volumes refer to, read from the API at the moment it is asked for; on a node that is cut off, as it
 * was read last.
 */
final class PodContent {
    private static final Pattern KEYED = Pattern.compile("metadata\\.(labels|annotations)\\['(.+)']");

    /** What admission asks for where a pod mounts a token for the API server. */
    private static final PodTokens.Wish FOR_API_SERVER = new PodTokens.Wish(null, 3607);

    private final KubernetesClient client;
    private final PodAddresses addresses;
    private final BooleanSupplier connected;
    private final Map<String, Map<String, byte[]>> lastRead = new ConcurrentHashMap<>();
    private volatile Pod pod;
    private final PodTokens tokens;

    /**
     * @param connected whether the node reaches the API server now
     */
    PodContent(KubernetesClient client, Pod pod, PodAddresses addresses, BooleanSupplier connected) {
        this.client = client;
        this.pod = pod;
        this.addresses = addresses;
        this.connected = connected;
        this.tokens = new PodTokens(this::requestToken, connected, Clock.systemUTC());
    }

    /** Takes a newer version of the pod: labels and annotations may have changed. */
    void newer(Pod changed) {
        this.pod = changed;
    }

    Map<String, byte[]> configMap(String name, boolean optional) throws NotYet {
        return read("ConfigMap", name, optional, this::readConfigMap);
    }

    Map<String, byte[]> secret(String name, boolean optional) throws NotYet {
        return read("Secret", name, optional, this::readSecret);
    }

    private Map<String, byte[]> read(
            String kind, String name, boolean optional, Function<String, Optional<Map<String, byte[]>>> reader)
            throws NotYet {
        String key = kind + " '" + name + "'";
        Optional<Map<String, byte[]>> found =
                connected.getAsBoolean() ? reader.apply(name) : Optional.ofNullable(lastRead.get(key));
        if (found.isPresent()) {
            lastRead.put(key, found.get());
        } else if (!optional) {
            throw new NotYet("CreateContainerConfigError", key + " not found");
        }
        return found.orElse(Map.of());
    }

    private Optional<Map<String, byte[]>> readConfigMap(String name) {
        ConfigMap found = client.configMaps()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(name)
                .get();
        if (found == null) {
            return Optional.empty();
        }
        Map<String, byte[]> content = new HashMap<>();
        Objects.requireNonNullElse(found.getData(), Map.<String, String>of())
                .forEach((k, v) -> content.put(k, v.getBytes(StandardCharsets.UTF_8)));
        decode(found.getBinaryData(), content);
        return Optional.of(content);
    }

    private Optional<Map<String, byte[]>> readSecret(String name) {
        Secret found = client.secrets()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(name)
                .get();
        if (found == null) {
            return Optional.empty();
        }
        Map<String, byte[]> content = new HashMap<>();
        decode(found.getData(), content);
        return Optional.of(content);
    }

    private static void decode(@Nullable Map<String, String> base64, Map<String, byte[]> into) {
        if (base64 != null) {
            base64.forEach((k, v) -> into.put(k, Base64.getDecoder().decode(v)));
        }
    }

    /** A token of the pod's service account for the API server, bound to the pod. */
    String token() throws NotYet {
        return tokens.token(FOR_API_SERVER);
    }

    /** The token that a volume asks for, bound to the pod as well. */
    String token(ServiceAccountTokenProjection projection) throws NotYet {
        return tokens.token(new PodTokens.Wish(projection.getAudience(), projection.getExpirationSeconds()));
    }

    private PodTokens.Token requestToken(PodTokens.Wish wish) {
        var request = new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences(Stream.ofNullable(wish.audience()).toList())
                .withExpirationSeconds(wish.seconds())
                .withNewBoundObjectRef()
                .withApiVersion("v1")
                .withKind("Pod")
                .withName(pod.getMetadata().getName())
                .withUid(pod.getMetadata().getUid())
                .endBoundObjectRef()
                .endSpec()
                .build();
        TokenRequestStatus given = client.serviceAccounts()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getSpec().getServiceAccountName())
                .tokenRequest(request)
                .getStatus();
        return new PodTokens.Token(given.getToken(), Instant.parse(given.getExpirationTimestamp()));
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
            case "status.podIP", "status.podIPs" -> addresses.bound();
            case "status.hostIP", "status.hostIPs" -> addresses.node();
            default -> throw new NotYet("CreateContainerConfigError", "fieldPath '" + path + "' is not supported here");
        };
    }
}
