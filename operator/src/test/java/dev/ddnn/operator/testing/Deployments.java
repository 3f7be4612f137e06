package dev.ddnn.operator.testing;

import dev.ddnn.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Map;

/** Deployments as they are read back from the API server. */
public final class Deployments {
    private Deployments() {}

    /**
     * That of a section of the DDNN "digits": its newest template has been seen, and all its pods are of it.
     *
     * @param ready how many of the pods are; all: it is settled
     */
    public static DeploymentBuilder of(String section, int pods, int ready) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withNamespace("acme")
                .withName("digits-" + section)
                .withGeneration(1L)
                .withLabels(Map.of(Labels.DDNN, "digits", Labels.SECTION, section))
                .endMetadata()
                .withNewSpec()
                .withReplicas(pods)
                .withNewTemplate()
                .withNewMetadata()
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .endTemplate()
                .endSpec()
                .withNewStatus()
                .withObservedGeneration(1L)
                .withReplicas(pods)
                .withUpdatedReplicas(pods)
                .withReadyReplicas(ready)
                .endStatus();
    }
}
