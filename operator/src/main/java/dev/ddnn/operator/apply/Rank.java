package dev.ddnn.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** What needs what: a record comes before what speaks of it, and what pods mount before what makes pods. */
enum Rank {
    RECORD,
    MOUNTED,
    WORKLOAD;

    static Rank of(HasMetadata child) {
        return switch (child.getKind()) {
            case "ConfigMap", "Service" -> MOUNTED;
            case "Deployment", "DaemonSet" -> WORKLOAD;
            default -> RECORD;
        };
    }
}
