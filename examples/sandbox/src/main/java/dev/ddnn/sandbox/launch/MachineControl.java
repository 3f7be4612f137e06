package dev.ddnn.sandbox.launch;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Logger;

/**
 * Lets a user of kubectl do to the sandbox's machines what may befall real ones: an annotation of the Node says what state its
 * machine is in, and a Node that is deleted takes its machine with it. Only {@link Machines} knows what that means.
 */
final class MachineControl implements AutoCloseable {
    static final String ANNOTATION = "sandbox.ddnn.dev/machine";
    private static final Logger LOG = Logger.getLogger(MachineControl.class.getName());
    private static final String CUT_OFF = "CutOff";
    private static final String OFF = "Off";
    private static final String ON = "On";

    private final Machines machines;
    private final SharedIndexInformer<Node> nodes;

    MachineControl(KubernetesClient client, Machines machines) {
        this.machines = machines;
        this.nodes = client.nodes().inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(Node node) {
                change(node, ON, wish(node));
            }

            @Override
            public void onUpdate(Node before, Node node) {
                if (wish(before).equals(wish(node))) {
                    machines.changed(node);
                }
                change(node, wish(before), wish(node));
            }

            @Override
            public void onDelete(Node node, boolean stateUnknown) {
                machines.deleted(node);
            }
        });
    }

    private static String wish(Node node) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(node.getMetadata().getAnnotations(), Map.of());
        return annotations.getOrDefault(ANNOTATION, ON);
    }

    private void change(Node node, String before, String now) {
        if (before.equals(now)) {
            return;
        }
        String name = node.getMetadata().getName();
        end(name, before);
        switch (now) {
            case CUT_OFF -> machines.cutOff(name);
            case OFF -> machines.switchOff(name);
            case ON -> LOG.info(() -> "machine " + name + " is on");
            default ->
                LOG.warning(() -> "annotation " + ANNOTATION + " of node " + name + " must be " + CUT_OFF + ", " + OFF
                        + " or " + ON + ", found '" + now + "': taken as " + ON);
        }
    }

    private void end(String name, String before) {
        if (before.equals(CUT_OFF)) {
            machines.bringBack(name);
        } else if (before.equals(OFF)) {
            machines.switchOn(name);
        }
    }

    @Override
    public void close() {
        nodes.close();
    }
}
