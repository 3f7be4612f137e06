package dev.ddnn.benchmarks.cp;

import dev.ddnn.benchmarks.bare.BareController;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;

/** Makes of the children of a DDNN those that the bare controller creates: equal, but for whose they are. */
record ChildTemplates(KubernetesClient admin, String from, String to) {
    private static final String LABEL = "ddnn.dev/ddnn";

    /** One child a line, with placeholders. */
    List<String> of(String ddnn) {
        var children = new ArrayList<HasMetadata>();
        children.addAll(admin.configMaps()
                .inNamespace(from)
                .withLabel(LABEL, ddnn)
                .list()
                .getItems());
        children.addAll(
                admin.services().inNamespace(from).withLabel(LABEL, ddnn).list().getItems());
        children.addAll(admin.apps()
                .deployments()
                .inNamespace(from)
                .withLabel(LABEL, ddnn)
                .list()
                .getItems());
        return children.stream().map(child -> template(child, ddnn)).toList();
    }

    private String template(HasMetadata child, String ddnn) {
        child.setMetadata(new ObjectMetaBuilder()
                .withNamespace(from)
                .withName(child.getMetadata().getName())
                .withLabels(child.getMetadata().getLabels())
                .withAnnotations(child.getMetadata().getAnnotations())
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion("bench/v1")
                        .withKind("Bare")
                        .withName(ddnn)
                        .withUid(BareController.UID)
                        .withController(true)
                        .build())
                .build());
        if (child instanceof Service service) {
            service.setStatus(null);
            service.getSpec().setClusterIPs(null);
        } else if (child instanceof Deployment deployment) {
            deployment.setStatus(null);
        }
        return Serialization.asJson(child)
                .replace(ddnn, BareController.NAME)
                .replace(from, to)
                .replace("ddnn.dev/", "bare.dev/")
                .replace("bench/v1", "bench.ddnn.dev/v1");
    }
}
