package dev.ddnn.sandbox.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The whole environment of a container's process: what the pod says, and what stands in for the container that is not there.
 * The latter never overrides the former; only JAVA_TOOL_OPTIONS is added to. Nothing of this process's own environment is in it.
 */
final class Environment {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([A-Za-z_.][A-Za-z0-9_.-]*)\\)");

    private Environment() {}

    /**
     * What stands in for the container.
     *
     * @param address that the process must bind
     * @param temporary directory for the process's temporary files
     * @param hostsFile names that its JVM knows
     * @param kubeconfig for the pod's service account; absent: the container mounts no token
     */
    record Surroundings(
            String address,
            Path temporary,
            Path hostsFile,
            @Nullable Path kubeconfig) {}

    /** What the pod says, with references resolved and mount paths rewritten. */
    static Map<String, String> declared(Container container, PodContent content, PathRewriter paths) throws NotYet {
        Map<String, String> values = new LinkedHashMap<>();
        for (EnvFromSource from : container.getEnvFrom()) {
            String prefix = Objects.requireNonNullElse(from.getPrefix(), "");
            all(from, content).forEach((k, v) -> values.put(prefix + k, new String(v, StandardCharsets.UTF_8)));
        }
        for (EnvVar variable : container.getEnv()) {
            String value = variable.getValueFrom() == null
                    ? expand(Objects.requireNonNullElse(variable.getValue(), ""), values)
                    : valueFrom(variable.getValueFrom(), content);
            if (value != null) {
                values.put(variable.getName(), value);
            }
        }
        values.replaceAll((k, v) -> paths.rewrite(v));
        return values;
    }

    private static Map<String, byte[]> all(EnvFromSource from, PodContent content) throws NotYet {
        return from.getConfigMapRef() != null
                ? content.configMap(
                        from.getConfigMapRef().getName(),
                        isTrue(from.getConfigMapRef().getOptional()))
                : content.secret(
                        from.getSecretRef().getName(),
                        isTrue(from.getSecretRef().getOptional()));
    }

    private static @Nullable String valueFrom(EnvVarSource source, PodContent content) throws NotYet {
        if (source.getFieldRef() != null) {
            return content.field(source.getFieldRef());
        }
        boolean secret = source.getSecretKeyRef() != null;
        String name = secret
                ? source.getSecretKeyRef().getName()
                : source.getConfigMapKeyRef().getName();
        String key = secret
                ? source.getSecretKeyRef().getKey()
                : source.getConfigMapKeyRef().getKey();
        boolean optional = isTrue(
                secret
                        ? source.getSecretKeyRef().getOptional()
                        : source.getConfigMapKeyRef().getOptional());
        byte[] value = (secret ? content.secret(name, optional) : content.configMap(name, optional)).get(key);
        if (value == null && !optional) {
            throw new NotYet("CreateContainerConfigError", "no key '" + key + "' in '" + name + "'");
        }
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    /** {@code $(NAME)} stands for an earlier variable, {@code $$} for a dollar; what is unknown stays as it is. */
    static String expand(String text, Map<String, String> values) {
        return REFERENCE
                .matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(
                        m.group(1) == null ? "$" : values.getOrDefault(m.group(1), m.group())));
    }

    /** The declared variables with what stands in for the container added. */
    static Map<String, String> complete(
            Map<String, String> declared, Pod pod, Container container, Surroundings surroundings) {
        Map<String, String> values = new LinkedHashMap<>(declared);
        values.putIfAbsent("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        values.putIfAbsent("HOME", surroundings.temporary().toString());
        values.putIfAbsent("TMPDIR", surroundings.temporary().toString());
        values.putIfAbsent("LANG", "C.UTF-8");
        values.putIfAbsent(
                "HOSTNAME",
                Objects.requireNonNullElse(
                        pod.getSpec().getHostname(), pod.getMetadata().getName()));
        values.putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
        for (String host : List.of("QUARKUS_HTTP_HOST", "QUARKUS_GRPC_SERVER_HOST", "QUARKUS_MANAGEMENT_HOST")) {
            values.putIfAbsent(host, surroundings.address());
        }
        if (surroundings.kubeconfig() != null) {
            values.putIfAbsent("KUBECONFIG", surroundings.kubeconfig().toString());
        }
        String own = values.get("JAVA_TOOL_OPTIONS");
        String ours = javaOptions(container, surroundings);
        values.put("JAVA_TOOL_OPTIONS", own == null ? ours : ours + " " + own);
        return values;
    }

    /** A sandbox starts a dozen JVMs on a few cores: none verifies, class by class, what was compiled a moment ago. */
    private static String javaOptions(Container container, Surroundings surroundings) {
        String options = "-Djdk.net.hosts.file=" + surroundings.hostsFile()
                + " -Dvertx.disableDnsResolver=true -Dsun.net.inetaddr.ttl=1"
                + " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
                + " -Djava.io.tmpdir=" + surroundings.temporary();
        return memoryLimit(container) == null ? options : options + " -Xmx" + heapKibibytes(container) + "k";
    }

    private static @Nullable Quantity memoryLimit(Container container) {
        var resources = container.getResources();
        return resources == null || resources.getLimits() == null
                ? null
                : resources.getLimits().get("memory");
    }

    /** Half of the limit, as the images ask for; there is no cgroup that a JVM could read the limit from. */
    private static long heapKibibytes(Container container) {
        Quantity limit = Objects.requireNonNull(memoryLimit(container));
        return Quantity.getAmountInBytes(limit).longValue() / 2 / 1024;
    }
}
