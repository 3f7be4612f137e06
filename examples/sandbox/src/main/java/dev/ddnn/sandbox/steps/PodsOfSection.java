package dev.ddnn.sandbox.steps;

import dev.ddnn.sandbox.launch.DeployedDDNN;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The pods of one section, remembered, to tell when all of them are others. */
final class PodsOfSection {
    private static final String DDNN = "ddnn.dev/ddnn";
    private static final String SECTION = "ddnn.dev/section";

    private final DeployedDDNN ddnn;
    private String section = "";
    private Set<String> before = Set.of();

    PodsOfSection(DeployedDDNN ddnn) {
        this.ddnn = ddnn;
    }

    void remember(String name) {
        section = name;
        before = now();
    }

    /** What is still missing for all pods to be others; empty: nothing. */
    Optional<String> missing() {
        Set<String> now = now();
        Set<String> old = new TreeSet<>(now);
        old.retainAll(before);
        if (!old.isEmpty()) {
            return Optional.of("waiting for other pods than " + old + " of section " + section);
        }
        return now.isEmpty() ? Optional.of("waiting for pods of section " + section) : Optional.empty();
    }

    private Set<String> now() {
        return ddnn
                .client()
                .pods()
                .inNamespace(ddnn.namespace())
                .withLabel(DDNN, ddnn.name())
                .withLabel(SECTION, section)
                .list()
                .getItems()
                .stream()
                .map(PodsOfSection::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Pod pod) {
        return pod.getMetadata().getName() + " (" + pod.getMetadata().getUid() + ")";
    }
}
