package dev.ddnn.sandbox.run;

import dev.ddnn.api.v1alpha1.DDNNNodePool;
import io.fabric8.kubernetes.api.model.ContainerImage;
import io.fabric8.kubernetes.api.model.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a story can be played on a cluster: each obstacle with its remedy. */
final class ClusterChecks {
    static final String IMAGE_REMEDY = "make the images with 'operator/install/images tar' and import them on the node"
            + " (--load COMMAND does both), or 'operator/install/images push REGISTRY/PREFIX' and install the operator"
            + " with those names";

    /** The oldest version that the installation is for. */
    static final int MINOR = 30;

    /** Images of these names are in no registry. */
    private static final String OWN = "ddnn.dev/";

    /** A kubelet lists no more. */
    private static final int LISTED = 50;

    private ClusterChecks() {}

    /** All obstacles at once; empty: none. */
    static List<String> problems(ClusterFacts facts) {
        List<String> problems = new ArrayList<>();
        if (facts.major() == 1 && facts.minor() < MINOR) {
            problems.add("Kubernetes must be 1." + MINOR + " or newer, found 1." + facts.minor()
                    + ": use another cluster or upgrade this one");
        }
        if (!facts.denied().isEmpty()) {
            problems.add("this user may not " + String.join(", nor ", facts.denied())
                    + ": ask for these rights, or use a kubeconfig of an administrator");
        }
        facts.pools().forEach(pool -> nodes(pool, facts, problems));
        if (!facts.images().areLoaded()) {
            images(facts, problems);
        }
        return problems;
    }

    private static void nodes(DDNNNodePool pool, ClusterFacts facts, List<String> problems) {
        Map<String, String> labels = labels(pool);
        if (labels.isEmpty() || !members(pool, facts).isEmpty()) {
            return;
        }
        String wanted = labels.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .sorted()
                .collect(Collectors.joining(" "));
        problems.add("no node has the labels of pool " + pool.getMetadata().getName() + " (" + wanted
                + "): kubectl label node NODE " + wanted);
    }

    private static List<Node> members(DDNNNodePool pool, ClusterFacts facts) {
        Map<String, String> labels = labels(pool);
        if (labels.isEmpty()) {
            return List.of();
        }
        return facts.nodes().stream()
                .filter(n -> Objects.requireNonNullElse(n.getMetadata().getLabels(), Map.<String, String>of())
                        .entrySet()
                        .containsAll(labels.entrySet()))
                .toList();
    }

    private static Map<String, String> labels(DDNNNodePool pool) {
        var nodes = pool.getSpec().nodes();
        var selector = nodes == null ? null : nodes.selector();
        return selector == null ? Map.of() : Objects.requireNonNullElse(selector.matchLabels(), Map.of());
    }

    private static void images(ClusterFacts facts, List<String> problems) {
        List<String> missing = new ArrayList<>();
        for (String image : facts.images().anywhere()) {
            if (image.startsWith(OWN) && facts.nodes().stream().noneMatch(n -> has(n, image))) {
                missing.add(image + " on any node");
            }
        }
        Set<Node> members = new LinkedHashSet<>();
        facts.pools().forEach(p -> members.addAll(members(p, facts)));
        for (String image : facts.images().everywhere()) {
            List<String> without = members.stream()
                    .filter(n -> image.startsWith(OWN) && !has(n, image))
                    .map(n -> n.getMetadata().getName())
                    .toList();
            if (!without.isEmpty()) {
                missing.add(image + " on " + String.join(", ", without));
            }
        }
        if (!missing.isEmpty()) {
            problems.add("images are missing: " + String.join("; ", missing) + ": " + IMAGE_REMEDY);
        }
    }

    /** A node that lists as many as it may can have others. */
    private static boolean has(Node node, String image) {
        List<ContainerImage> images =
                Objects.requireNonNullElse(node.getStatus().getImages(), List.of());
        String listed = ImageName.parse(image).listed();
        return images.size() >= LISTED
                || images.stream()
                        .anyMatch(i -> i.getNames() != null && i.getNames().contains(listed));
    }
}
