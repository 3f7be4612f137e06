package dev.ddnn.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** Finds children that the spec no longer wants. */
final class OrphanPruner {
    private OrphanPruner() {}

    static List<HasMetadata> orphans(List<HasMetadata> owned, List<HasMetadata> wanted) {
        return owned.stream()
                .filter(child -> child.getMetadata().getDeletionTimestamp() == null)
                .filter(child -> wanted.stream().noneMatch(other -> Applier.isSame(child, other)))
                .toList();
    }
}
