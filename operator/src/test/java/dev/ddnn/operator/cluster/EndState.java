package dev.ddnn.operator.cluster;

import dev.ddnn.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a scene has come to, without what differs from one scene to the next: names, times, hashes over names, and the API server's own. */
final class EndState {
    /** Checksums, of the namespace and the owner's UID among others, and a count of changes. */
    private static final List<String> OF_EACH_RUN =
            List.of(Labels.MADE, Labels.TEMPLATE, "deployment.kubernetes.io/revision");

    private EndState() {}

    static Map<String, String> of(Scene scene) {
        var state = new TreeMap<String, String>();
        scene.objects().stream()
                .filter(Chronicle::isChild)
                .forEach(child ->
                        state.put(child.getKind() + "/" + child.getMetadata().getName(), text(scene, child)));
        state.put(
                "status",
                masked(
                        scene,
                        scene.harness
                                .admin
                                .getKubernetesSerialization()
                                .asYaml(scene.ddnn().getStatus())));
        return state;
    }

    /** Of each object that is not the same, the first line that differs. */
    static List<String> differences(Map<String, String> expected, Map<String, String> found) {
        var names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(expected.get(name), found.get(name)))
                .map(name -> name + ": "
                        + difference(expected.getOrDefault(name, "(absent)"), found.getOrDefault(name, "(absent)")))
                .toList();
    }

    private static String difference(String expected, String found) {
        List<String> before = expected.lines().toList();
        List<String> after = found.lines().toList();
        int line = 0;
        while (line < Math.min(before.size(), after.size()) && before.get(line).equals(after.get(line))) {
            line++;
        }
        return "line " + (line + 1) + " is " + line(after, line) + " instead of " + line(before, line);
    }

    private static String line(List<String> lines, int line) {
        return line < lines.size() ? "'" + lines.get(line).strip() + "'" : "missing";
    }

    private static String text(Scene scene, HasMetadata child) {
        var metadata = child.getMetadata();
        metadata.setManagedFields(null);
        metadata.setResourceVersion(null);
        metadata.setUid(null);
        metadata.setCreationTimestamp(null);
        metadata.getOwnerReferences().forEach(owner -> owner.setUid(null));
        if (metadata.getAnnotations() != null) {
            OF_EACH_RUN.forEach(metadata.getAnnotations()::remove);
        }
        if (child instanceof io.fabric8.kubernetes.api.model.apps.Deployment deployment) {
            deployment.setStatus(null);
        }
        return masked(scene, scene.harness.admin.getKubernetesSerialization().asYaml(child));
    }

    private static String masked(Scene scene, String text) {
        return text.replace(scene.prefix, "PREFIX-")
                .replaceAll("\\b" + scene.namespace + "\\b", "NAMESPACE")
                .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "TIME");
    }
}
