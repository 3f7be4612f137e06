package dev.ddnn.operator.apply;

import dev.ddnn.operator.desired.DesiredResources;
import dev.ddnn.operator.desired.HeldBack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.stream.Stream;

/** Finds children that the spec no longer wants. */
final class OrphanPruner {
    private OrphanPruner() {}

    static List<HasMetadata> orphans(List<HasMetadata> owned, DesiredResources desired) {
        List<HasMetadata> wanted = Stream.concat(
                        desired.resources().stream(),
                        desired.heldBack().stream().map(HeldBack::child))
                .toList();
        return owned.stream()
                .filter(child -> child.getMetadata().getDeletionTimestamp() == null)
                .filter(child -> wanted.stream().noneMatch(other -> Applier.isSame(child, other)))
                .toList();
    }
}
