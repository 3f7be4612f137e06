package dev.ddnn.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** What needs what: a record comes before the ConfigMap that speaks of it, and what pods mount before what makes pods. */
enum Rank {
    /** Records, and Services, which need nothing. */
    FIRST,
    MOUNTED,
    WORKLOAD;

    static Rank of(HasMetadata child) {
        return switch (child.getKind()) {
            case "ConfigMap" -> MOUNTED;
            case "Deployment", "DaemonSet" -> WORKLOAD;
            default -> FIRST;
        };
    }
}
