package dev.ddnn.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.operator.observe.ClusterView;
import dev.ddnn.operator.plan.Observed.Identity;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterChildrenTest {
    private static final Identity DDNN_OF_THE_CITY = new Identity("city", "d", "uid", 1);

    private List<ConfigMap> maps = List.of(map("1"));

    @Test
    void aVersionThatIsSeenOnlyAfterwardsIsNoFenceForWhatWasPlannedBefore() {
        // Given
        var children = new ClusterChildren(ddnn(), context(), view());

        // When
        maps = List.of(map("2"));

        // Then
        assertThat(children.owned(DDNN_OF_THE_CITY))
                .extracting(child -> child.getMetadata().getResourceVersion())
                .containsExactly("1");
    }

    private static DDNN ddnn() {
        var ddnn = new DDNN();
        ddnn.setMetadata(new ObjectMetaBuilder()
                .withNamespace("city")
                .withName("d")
                .withUid("uid")
                .withGeneration(1L)
                .build());
        return ddnn;
    }

    private ClusterView view() {
        return (ClusterView) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ClusterView.class},
                (proxy, method, arguments) -> method.getName().equals("configMaps") ? maps : List.of());
    }

    private Context<DDNN> context() {
        return (Context<DDNN>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> null);
    }

    private static ConfigMap map(String version) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("d-gateway")
                .withResourceVersion(version)
                .addNewOwnerReference()
                .withKind("DDNN")
                .withName("d")
                .withUid("uid")
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .build();
    }
}
