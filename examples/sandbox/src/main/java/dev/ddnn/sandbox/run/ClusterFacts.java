package dev.ddnn.sandbox.run;

import dev.ddnn.api.v1alpha1.DDNNNodePool;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;

/**
 * What is known of a cluster before anything is done to it.
 *
 * @param major of its version
 * @param minor of its version
 * @param nodes all of them
 * @param pools of the story, by its manifests
 * @param images that the operator, if it is still to be installed, and the story need
 * @param denied what this user may not do, one phrase each
 */
record ClusterFacts(
        int major, int minor, List<Node> nodes, List<DDNNNodePool> pools, Images images, List<String> denied) {
    ClusterFacts {
        nodes = List.copyOf(nodes);
        pools = List.copyOf(pools);
        denied = List.copyOf(denied);
    }

    /**
     * @param anywhere on at least one node
     * @param everywhere on each node of the pools
     * @param areLoaded true: a command brings them, so nobody needs to have them yet
     */
    record Images(List<String> anywhere, List<String> everywhere, boolean areLoaded) {
        Images {
            anywhere = List.copyOf(anywhere);
            everywhere = List.copyOf(everywhere);
        }
    }
}
