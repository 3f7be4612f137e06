package dev.ddnn.operator.config;

import dev.ddnn.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;

/** Of a pod what is read here. The operator never writes back a pod that it read, and compares none with what it wants. */
final class LeanPod {
    private LeanPod() {}

    static Pod of(Pod pod) {
        if (pod.getMetadata() != null) {
            lean(pod.getMetadata());
        }
        if (pod.getSpec() != null) {
            pod.setSpec(lean(pod.getSpec()));
        }
        return pod;
    }

    /** When we told it something stands with the fields that we own; which these are does not matter. */
    private static void lean(ObjectMeta metadata) {
        List<ManagedFieldsEntry> entries = metadata.getManagedFields();
        if (entries != null) {
            metadata.setManagedFields(entries.stream()
                    .filter(entry -> Labels.MANAGER.equals(entry.getManager()))
                    .map(LeanPod::lean)
                    .toList());
        }
    }

    private static ManagedFieldsEntry lean(ManagedFieldsEntry entry) {
        var lean = new ManagedFieldsEntry();
        lean.setManager(entry.getManager());
        lean.setOperation(entry.getOperation());
        lean.setTime(entry.getTime());
        return lean;
    }

    private static PodSpec lean(PodSpec spec) {
        var lean = new PodSpec();
        lean.setNodeName(spec.getNodeName());
        // A bookmark of a watch is a pod without anything, and a watch whose event cannot be read ends for ever.
        if (spec.getContainers() != null) {
            lean.setContainers(spec.getContainers().stream().map(LeanPod::lean).toList());
        }
        return lean;
    }

    private static Container lean(Container container) {
        var lean = new Container();
        lean.setName(container.getName());
        lean.setResources(container.getResources());
        lean.setPorts(container.getPorts());
        return lean;
    }
}
