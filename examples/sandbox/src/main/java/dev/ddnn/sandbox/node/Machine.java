package dev.ddnn.sandbox.node;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.List;
import java.util.Map;

/**
 * A machine that the sandbox pretends to have.
 *
 * @param name of the Node
 * @param labels of the Node; its host name is added
 * @param taints of the Node
 * @param capacity cpu and memory that the scheduler may give away
 */
public record Machine(String name, Map<String, String> labels, List<Taint> taints, Map<String, Quantity> capacity) {
    public Machine {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
        capacity = Map.copyOf(capacity);
    }
}
