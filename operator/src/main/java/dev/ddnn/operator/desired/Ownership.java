package dev.ddnn.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Whose child an object is. The UID counts, as a re-created DDNN of the same name is another one. */
public final class Ownership {
    private Ownership() {}

    /** Whether the object's controller has that UID. */
    public static boolean isBy(String uid, HasMetadata child) {
        return child.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> Boolean.TRUE.equals(owner.getController()) && uid.equals(owner.getUid()));
    }
}
