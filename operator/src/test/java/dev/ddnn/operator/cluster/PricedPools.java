package dev.ddnn.operator.cluster;

import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.api.v1alpha1.PoolRef;
import dev.ddnn.api.v1alpha1.PowerSpec;
import dev.ddnn.api.v1alpha1.PriceSpec;
import dev.ddnn.api.v1alpha1.SectionSpec;

/** Pools of a scene whose use costs something, and sections on them. */
final class PricedPools {
    private PricedPools() {}

    /** From now on it has that price, and its nodes draw so much that a millisecond is seen. */
    static void price(Scene scene, String pool, String cpuHour) {
        scene.harness
                .admin
                .resources(DDNNNodePool.class)
                .withName(scene.prefix + pool)
                .edit(found -> {
                    found.setSpec(priced(found.getSpec(), cpuHour));
                    return found;
                });
    }

    /** The section on that pool. */
    static SectionSpec on(SectionSpec section, String pool) {
        return new SectionSpec(
                section.name(),
                new PoolRef(pool),
                section.output(),
                section.branches(),
                section.join(),
                section.exit(),
                section.replicas(),
                section.resources(),
                section.placement(),
                section.hostPort());
    }

    private static DDNNNodePoolSpec priced(DDNNNodePoolSpec spec, String cpuHour) {
        return new DDNNNodePoolSpec(
                spec.tier(),
                spec.nodes(),
                spec.uplink(),
                spec.offline(),
                spec.tolerations(),
                spec.namespaces(),
                new PriceSpec(cpuHour, null, null),
                new PowerSpec("0", "900000"));
    }
}
