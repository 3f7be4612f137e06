package dev.ddnn.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorUseTest {
    private static final List<DDNN> DDNNS = List.of(Serialization.unmarshal("""
            metadata: {name: lights, namespace: city}
            spec: {sections: [{name: a, poolRef: {name: street}}, {name: b, poolRef: {name: cloud}}]}
            """, DDNN.class));
    private static final List<DDNNNodePool> POOLS =
            List.of(Serialization.unmarshal("metadata: {name: street}", DDNNNodePool.class));
    private static final List<HasMetadata> TYPES = List.of(
            Serialization.unmarshal("metadata: {name: ddnnnodepools.ddnn.dev}", CustomResourceDefinition.class));

    @Test
    void whoeverHasADdnnNeedsTheOperator() {
        // When / Then
        assertThat(OperatorUse.left(DDNNS, POOLS, List.of())).containsExactly("DDNN city/lights");
    }

    @Test
    void poolsNeedTheirType() {
        // When / Then
        assertThat(OperatorUse.left(List.of(), POOLS, TYPES)).containsExactly("DDNNNodePool street");
        assertThat(OperatorUse.left(List.of(), POOLS, List.of())).isEmpty();
    }

    @Test
    void aPoolIsUsedByWhoNamesIt() {
        // When / Then
        assertThat(OperatorUse.users("cloud", DDNNS)).containsExactly("DDNN city/lights");
        assertThat(OperatorUse.users("other", DDNNS)).isEmpty();
    }
}
