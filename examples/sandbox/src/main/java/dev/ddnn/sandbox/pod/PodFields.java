package dev.ddnn.sandbox.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Sorts each field of a pod's spec into one of three lists: honoured; accepted, but not enforced by processes; refused, which
 * is all else. Nothing is ignored in silence.
 *
 * @param notEnforced fields that the pod sets and that have no effect here
 * @param refused fields that the pod sets and that cannot be played here: it is not started
 */
record PodFields(Set<String> notEnforced, Set<String> refused) {
    /** {@code **} stands for everything below. */
    static final List<String> HONOURED = List.of(
            "containers[].name",
            "containers[].image",
            "containers[].command[]",
            "containers[].args[]",
            "containers[].workingDir",
            "containers[].env[].name",
            "containers[].env[].value",
            "containers[].env[].valueFrom.fieldRef.**",
            "containers[].env[].valueFrom.configMapKeyRef.**",
            "containers[].env[].valueFrom.secretKeyRef.**",
            "containers[].envFrom[].configMapRef.**",
            "containers[].envFrom[].secretRef.**",
            "containers[].envFrom[].prefix",
            "containers[].ports[].name",
            "containers[].ports[].containerPort",
            "containers[].ports[].hostPort",
            "containers[].ports[].protocol",
            "containers[].resources.limits.memory",
            "containers[].volumeMounts[].name",
            "containers[].volumeMounts[].mountPath",
            "containers[].startupProbe.**",
            "containers[].readinessProbe.**",
            "containers[].livenessProbe.**",
            "volumes[].name",
            "volumes[].configMap.**",
            "volumes[].secret.**",
            "volumes[].emptyDir",
            "volumes[].projected.sources[].configMap.**",
            "volumes[].projected.sources[].secret.**",
            "volumes[].projected.sources[].serviceAccountToken.**",
            "volumes[].projected.sources[].downwardAPI.items[].path",
            "volumes[].projected.sources[].downwardAPI.items[].fieldRef.**",
            "volumes[].projected.defaultMode",
            "restartPolicy",
            "terminationGracePeriodSeconds",
            "serviceAccountName",
            "serviceAccount",
            "automountServiceAccountToken",
            "hostname",
            "subdomain",
            "nodeName",
            // By the scheduler and the controllers, which are the real ones:
            "nodeSelector.**",
            "affinity.**",
            "tolerations[].**",
            "topologySpreadConstraints[].**",
            "schedulerName",
            "priority",
            "priorityClassName",
            "preemptionPolicy",
            "containers[].resources.requests.**");

    /** Played by nobody: there is no cgroup, no image and no file system of the pod's own. */
    static final List<String> NOT_ENFORCED = List.of(
            "containers[].resources.limits.**",
            "containers[].securityContext.**",
            "containers[].imagePullPolicy",
            "containers[].terminationMessagePath",
            "containers[].terminationMessagePolicy",
            "containers[].volumeMounts[].readOnly",
            "containers[].volumeMounts[].recursiveReadOnly",
            "securityContext.**",
            "imagePullSecrets[].**",
            "volumes[].emptyDir.sizeLimit",
            "volumes[].emptyDir.medium",
            "dnsPolicy",
            "enableServiceLinks");

    /** The API server writes these into every pod; a note on them would only hide those that somebody wrote. */
    private static final Set<String> ALWAYS_SET = Set.of(
            "containers[].imagePullPolicy",
            "containers[].terminationMessagePath",
            "containers[].terminationMessagePolicy",
            "containers[].volumeMounts[].readOnly",
            "securityContext",
            "dnsPolicy",
            "enableServiceLinks");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static PodFields of(PodSpec spec) {
        List<String> paths = new ArrayList<>();
        collect(MAPPER.valueToTree(spec), "", paths);
        Set<String> notEnforced = new TreeSet<>();
        Set<String> refused = new TreeSet<>();
        for (String path : paths) {
            if (matches(path, HONOURED)) {
                continue;
            }
            if (!matches(path, NOT_ENFORCED)) {
                refused.add(path);
            } else if (!ALWAYS_SET.contains(path)) {
                notEnforced.add(path);
            }
        }
        return new PodFields(notEnforced, refused);
    }

    /** Why the pod cannot be played, one sentence each; empty: it can. */
    List<String> problems(PodSpec spec) {
        Stream<String> probes = spec.getContainers().stream().flatMap(c -> Stream.of(ProbeKind.values())
                .map(k -> k.of(c))
                .filter(Objects::nonNull)
                .map(ProbeCheck::obstacle)
                .filter(o -> !o.isEmpty()));
        return Stream.of(refused.stream().map(f -> "spec." + f), probes, HostPorts.obstacles(spec).stream())
                .flatMap(s -> s)
                .toList();
    }

    private static void collect(JsonNode node, String path, List<String> into) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(e -> collect(e.getValue(), path.isEmpty() ? e.getKey() : path + "." + e.getKey(), into));
        } else if (node.isArray()) {
            node.forEach(e -> collect(e, path + "[]", into));
        } else if (!node.isNull()) {
            into.add(path);
        }
    }

    private static boolean matches(String path, List<String> patterns) {
        return patterns.stream().anyMatch(p -> {
            if (!p.endsWith(".**")) {
                return p.equals(path) || p.startsWith(path + "."); // an empty object asks for nothing
            }
            String above = p.substring(0, p.length() - 3);
            return path.equals(above) || path.startsWith(above + ".");
        });
    }
}
