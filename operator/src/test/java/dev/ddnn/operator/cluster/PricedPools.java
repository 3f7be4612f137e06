package dev.ddnn.operator.cluster;

import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.PoolRef;
import dev.ddnn.api.v1alpha1.PowerSpec;
import dev.ddnn.api.v1alpha1.PriceSpec;
import dev.ddnn.api.v1alpha1.SectionSpec;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;

/** Pools of a scene whose use costs something, and sections on them. */
final class PricedPools {
    private PricedPools() {}

    /** From now on it has that price, and its nodes draw so much that a millisecond is seen. */
    static void price(Scene scene, String pool, String cpuHour) {
        scene.harness
                .admin
                .resources(DDNNNodePool.class)
                .withName(scene.prefix + pool)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        scene.harness.admin.getKubernetesSerialization().asJson(Map.of("spec", priced(cpuHour))));
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

    private static Map<String, Object> priced(String cpuHour) {
        return Map.of("price", new PriceSpec(cpuHour, null, null), "power", new PowerSpec("0", "900000"));
    }
}
