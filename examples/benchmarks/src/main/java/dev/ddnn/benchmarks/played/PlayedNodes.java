package dev.ddnn.benchmarks.played;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;

/** One large node a tier. Nobody judges whether they live, so they need no heartbeat. */
public final class PlayedNodes {
    /** The label by which the pools select them. */
    public static final String LABEL = "bench.ddnn.dev/tier";

    private static final List<String> TIERS = List.of("device", "edge", "cloud");
    private static final Map<String, String> TIER_OF = Map.of("camera", "device", "gateway", "edge", "cloud", "cloud");
    private static final Map<String, Quantity> ROOM =
            Map.of("cpu", new Quantity("4k"), "memory", new Quantity("64Ti"), "pods", new Quantity("20k"));

    private PlayedNodes() {}

    /** Makes them. */
    public static void create(KubernetesClient admin) {
        TIERS.forEach(tier -> admin.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(tier)
                        .withLabels(Map.of(LABEL, tier))
                        .endMetadata()
                        .withNewStatus()
                        .withAllocatable(ROOM)
                        .withCapacity(ROOM)
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("True")
                        .withReason("KubeletReady")
                        .endCondition()
                        .endStatus()
                        .build())
                .create());
    }

    /** Where pods of a section go. */
    static String of(String section) {
        return TIER_OF.getOrDefault(section, "cloud");
    }
}
