package dev.ddnn.sandbox.run;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.SectionSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Who needs the operator and the pools of a cluster. */
final class OperatorUse {
    private static final String POOLS = "ddnnnodepools.ddnn.dev";

    private OperatorUse() {}

    /** All DDNNs that name a pool. */
    static List<String> ofPool(KubernetesClient client, String pool) {
        return users(pool, all(client, DDNN.class));
    }

    static List<String> users(String pool, List<DDNN> ddnns) {
        return ddnns.stream()
                .filter(d -> sections(d)
                        .anyMatch(s ->
                                s.poolRef() != null && pool.equals(s.poolRef().name())))
                .map(OperatorUse::title)
                .toList();
    }

    private static Stream<SectionSpec> sections(DDNN ddnn) {
        return Objects.requireNonNullElse(ddnn.getSpec().sections(), List.<SectionSpec>of()).stream();
    }

    /**
     * What an operator still serves, or what would go with its types.
     *
     * @param going what is to be removed
     */
    static List<String> left(KubernetesClient client, List<? extends HasMetadata> going) {
        return left(all(client, DDNN.class), all(client, DDNNNodePool.class), going);
    }

    static List<String> left(List<DDNN> ddnns, List<DDNNNodePool> pools, List<? extends HasMetadata> going) {
        boolean typesGo = going.stream().anyMatch(o -> o.getMetadata().getName().equals(POOLS));
        return Stream.concat(
                        ddnns.stream().map(OperatorUse::title),
                        typesGo ? pools.stream().map(PresentObjects::title) : Stream.empty())
                .toList();
    }

    private static String title(DDNN ddnn) {
        return "DDNN " + ddnn.getMetadata().getNamespace() + "/"
                + ddnn.getMetadata().getName();
    }

    private static <T extends CustomResource<?, ?>> List<T> all(KubernetesClient client, Class<T> type) {
        return list(client, type).orElse(List.of());
    }

    /** Empty: the type is not installed. */
    private static <T extends CustomResource<?, ?>> Optional<List<T>> list(KubernetesClient client, Class<T> type) {
        try {
            return Optional.of(client.resources(type).inAnyNamespace().list().getItems());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
