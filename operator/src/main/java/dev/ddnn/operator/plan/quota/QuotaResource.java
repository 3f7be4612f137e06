package dev.ddnn.operator.plan.quota;

import dev.ddnn.api.v1alpha1.Tier;
import java.util.Arrays;
import java.util.Optional;

/** What a quota can limit. */
public enum QuotaResource {
    /** DDNNs that have anything. */
    DDNNS("ddnns"),
    /** Pods on pools of the tier Device. */
    DEVICE_PODS("pods.device"),
    /** Pods on pools of the tier Edge. */
    EDGE_PODS("pods.edge"),
    /** Pods on pools of the tier Cloud. */
    CLOUD_PODS("pods.cloud"),
    /** Requested cores. */
    CPU("cpu"),
    /** Requested bytes. */
    MEMORY("memory");

    private final String key;

    QuotaResource(String key) {
        this.key = key;
    }

    /** Its name in the API. */
    public String key() {
        return key;
    }

    static Optional<QuotaResource> of(String key) {
        return Arrays.stream(values())
                .filter(resource -> resource.key.equals(key))
                .findFirst();
    }

    static QuotaResource podsOf(Tier tier) {
        return switch (tier) {
            case Device -> DEVICE_PODS;
            case Edge -> EDGE_PODS;
            case Cloud -> CLOUD_PODS;
        };
    }
}
