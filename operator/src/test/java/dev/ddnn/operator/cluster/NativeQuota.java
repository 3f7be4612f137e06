package dev.ddnn.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Optional;

/** A quota of Kubernetes itself in a scene's namespace. */
final class NativeQuota {
    private static final String TRIED = "tried";

    private final Scene scene;

    NativeQuota(Scene scene) {
        this.scene = scene;
    }

    void limit(String resource, int limit) {
        scene.harness
                .admin
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withNamespace(scene.namespace)
                        .withName("native")
                        .endMetadata()
                        .withNewSpec()
                        .withHard(Map.of(resource, new Quantity(String.valueOf(limit))))
                        .endSpec()
                        .build())
                .serverSideApply();
    }

    /** Until the quota has been counted for the first time, the API server refuses in other words, or not at all. */
    void awaitRefusal(HasMetadata object) {
        Await.value(
                "Kubernetes' quota is kept",
                () -> refusal(object).filter(words -> words.contains("exceeded quota: native")),
                () -> refusal(object).orElse("it is let pass"));
    }

    private Optional<String> refusal(HasMetadata object) {
        try {
            scene.harness
                    .admin
                    .resource(object)
                    .inNamespace(scene.namespace)
                    .dryRun()
                    .create();
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** One to be refused, by nothing else: it meets the strictest security standard. */
    static HasMetadata pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName(TRIED)
                .endMetadata()
                .withNewSpec()
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewContainer()
                .withName(TRIED)
                .withImage(TRIED)
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .addToDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .build();
    }

    /** One to be refused. */
    static HasMetadata service() {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(TRIED)
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(80)
                .endPort()
                .endSpec()
                .build();
    }
}
