package dev.ddnn.sandbox.run;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;

/** What the client's pod looks like: as the <em>restricted</em> standard allows it, bound to one node. */
final class ClientPods {
    private ClientPods() {}

    /**
     * @param node where the data is
     * @param tolerations of what the pods there tolerate
     */
    static Pod on(String node, List<Toleration> tolerations, String image) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(ClientPod.NAME)
                .addToLabels("app.kubernetes.io/name", "ddnn-story-client")
                .addToLabels("app.kubernetes.io/part-of", "ddnn")
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withRestartPolicy("Never")
                .withTerminationGracePeriodSeconds(0L)
                .withAffinity(bound(node))
                .withTolerations(tolerations)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewContainer()
                .withName("client")
                .withImage(image)
                .withImagePullPolicy("IfNotPresent")
                .withArgs("wait")
                .withNewResources()
                .withRequests(Map.of("cpu", new Quantity("50m"), "memory", new Quantity("128Mi")))
                .withLimits(Map.of("memory", new Quantity("320Mi")))
                .endResources()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .build();
    }

    private static Affinity bound(String node) {
        return new AffinityBuilder()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .addNewMatchField()
                .withKey("metadata.name")
                .withOperator("In")
                .withValues(node)
                .endMatchField()
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();
    }
}
