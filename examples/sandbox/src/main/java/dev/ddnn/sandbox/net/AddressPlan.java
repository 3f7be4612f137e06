package dev.ddnn.sandbox.net;

/**
 * One slot's share of the loopback network. Sixteen slots do not overlap, so as many sandboxes run side by side.
 *
 * <p>A pod has one number and two faces: the API shows 198.18.a.b, because EndpointSlices refuse loopback addresses, and its
 * processes bind 127.18.a.b, which any user may do.
 *
 * @param slot 0 to 15
 */
public record AddressPlan(int slot) {
    /** Number of slots. */
    public static final int SLOTS = 16;

    /** Pods that one slot has addresses for. */
    static final int PODS = 16 * 254 - 1;

    /** Nodes that one slot has addresses for. */
    static final int NODES = 254;

    private static final String API_PREFIX = "198.18.";
    private static final String BIND_PREFIX = "127.18.";

    public AddressPlan {
        if (slot < 0 || slot >= SLOTS) {
            throw new IllegalArgumentException("slot must be 0 to " + (SLOTS - 1) + ", found " + slot);
        }
    }

    /** The address whose port 1024 the owner of the slot keeps listening on: that is the lock. */
    public String lockAddress() {
        return BIND_PREFIX + slot * 16 + ".1";
    }

    /** The range of ClusterIPs, which are loopback addresses too. */
    public String serviceRange() {
        return "127." + (96 + slot) + ".0.0/16";
    }

    /** What the API shows as the address of the slot's pod number {@code index}, from 1. */
    public String podAddress(int index) {
        if (index < 1 || index > PODS) {
            throw new IllegalArgumentException("pod index must be 1 to " + PODS + ", found " + index);
        }
        return API_PREFIX + (slot * 16 + index / 254) + "." + (1 + index % 254);
    }

    /** The address of the slot's node number {@code index}, from 1. */
    public String nodeAddress(int index) {
        if (index < 1 || index > NODES) {
            throw new IllegalArgumentException("node index must be 1 to " + NODES + ", found " + index);
        }
        return "127.17." + slot + "." + index;
    }

    /** Where a relay number {@code index} listens. */
    String relayAddress(int index) {
        return "127." + (112 + slot) + "." + (index / 254) % 256 + "." + (1 + index % 254);
    }

    /** The address that processes bind and dial, for one that the API shows; others stay as they are. */
    public static String dialable(String apiAddress) {
        return apiAddress.startsWith(API_PREFIX) ? BIND_PREFIX + apiAddress.substring(API_PREFIX.length()) : apiAddress;
    }
}
