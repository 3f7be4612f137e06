package dev.ddnn.sandbox.pod;

import dev.ddnn.sandbox.net.AddressPlan;

/**
 * Where a pod is.
 *
 * @param node address of its node
 * @param pod its own, as the API shows it
 */
record PodAddresses(String node, String pod) {
    /** What the pod's processes bind. */
    String bound() {
        return AddressPlan.dialable(pod);
    }
}
