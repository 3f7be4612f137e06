package dev.ddnn.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** What needs what: a record comes before the ConfigMap that speaks of it, and what pods mount before what makes pods. */
enum Rank {
    /** Records, and Services, which need nothing. */
    FIRST,
    MOUNTED,
    WORKLOAD;

    /** What makes pods, of what was made at once, if anything is missing that they need. */
    static List<HasMetadata> unfounded(List<HasMetadata> wanted, List<HasMetadata> made) {
        boolean isFounded = wanted.stream()
                .filter(child -> of(child) != WORKLOAD)
                .allMatch(child -> made.stream().anyMatch(one -> Applier.isSame(one, child)));
        return isFounded
                ? List.of()
                : made.stream().filter(child -> of(child) == WORKLOAD).toList();
    }

    static Rank of(HasMetadata child) {
        return switch (child.getKind()) {
            case "ConfigMap" -> MOUNTED;
            case "Deployment", "DaemonSet" -> WORKLOAD;
            default -> FIRST;
        };
    }
}
