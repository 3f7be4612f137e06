package dev.ddnn.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Optional;

/** Whose child an object is. The UID counts, as a re-created DDNN of the same name is another one. */
public final class Ownership {
    private Ownership() {}

    /** The object's controller, if it has one. */
    public static Optional<OwnerReference> controller(HasMetadata child) {
        return child.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst();
    }

    /** Whether the object's controller has that UID. */
    public static boolean isBy(String uid, HasMetadata child) {
        return controller(child).filter(owner -> uid.equals(owner.getUid())).isPresent();
    }
}
