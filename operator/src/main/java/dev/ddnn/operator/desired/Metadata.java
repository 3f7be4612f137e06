package dev.ddnn.operator.desired;

import dev.ddnn.operator.plan.Observed.Identity;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;

/** Metadata of a child: deterministic name, labels, and the owner that takes it along when it goes. */
final class Metadata {
    private Metadata() {}

    static ObjectMeta of(Identity owner, String name, Map<String, String> selector) {
        return new ObjectMetaBuilder()
                .withNamespace(owner.namespace())
                .withName(name)
                .withLabels(Labels.with(selector))
                .addNewOwnerReference()
                .withApiVersion("ddnn.dev/v1alpha1")
                .withKind("DDNN")
                .withName(owner.name())
                .withUid(owner.uid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .endOwnerReference()
                .build();
    }
}
