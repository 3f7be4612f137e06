package dev.ddnn.sandbox.run;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;

/** Asks the API server what this user may do. */
final class AccessReviews {
    /**
     * Something that a run does.
     *
     * @param verb of the API
     * @param group of the resource; empty: the core group
     * @param resource with its subresource, if any, after a slash
     * @param namespace empty: of the whole cluster
     */
    record Deed(String verb, String group, String resource, String namespace) {
        String phrase() {
            return verb + " " + resource + (group.isEmpty() ? "" : "." + group)
                    + (namespace.isEmpty() ? "" : " in " + namespace);
        }
    }

    private AccessReviews() {}

    /** What a run does. */
    static List<Deed> deeds(String namespace, String system, boolean installs) {
        List<Deed> deeds = new ArrayList<>(List.of(
                new Deed("list", "", "nodes", ""),
                new Deed("create", "", "namespaces", ""),
                new Deed("delete", "", "namespaces", ""),
                new Deed("get", "ddnn.dev", "ddnnnodepools", ""),
                new Deed("create", "ddnn.dev", "ddnnnodepools", ""),
                new Deed("patch", "ddnn.dev", "ddnnnodepools", ""),
                new Deed("delete", "ddnn.dev", "ddnnnodepools", ""),
                new Deed("list", "ddnn.dev", "ddnns", ""),
                new Deed("get", "ddnn.dev", "ddnns", namespace),
                new Deed("create", "ddnn.dev", "ddnns", namespace),
                new Deed("patch", "ddnn.dev", "ddnns", namespace),
                new Deed("list", "ddnn.dev", "ddnnrevisions", namespace),
                new Deed("create", "", "pods", namespace),
                new Deed("list", "", "pods", namespace),
                new Deed("get", "", "pods/log", namespace),
                new Deed("create", "", "pods/exec", namespace),
                new Deed("create", "", "pods/portforward", system)));
        if (installs) {
            deeds.addAll(List.of(
                    new Deed("list", "ddnn.dev", "ddnnnodepools", ""),
                    new Deed("create", "apiextensions.k8s.io", "customresourcedefinitions", ""),
                    new Deed("create", "rbac.authorization.k8s.io", "clusterroles", ""),
                    new Deed("create", "rbac.authorization.k8s.io", "clusterrolebindings", ""),
                    new Deed("create", "apps", "deployments", system)));
        }
        return deeds;
    }

    /** Those that this user may not do. */
    static List<String> denied(KubernetesClient client, List<Deed> deeds) {
        return deeds.stream().filter(d -> !allowed(client, d)).map(Deed::phrase).toList();
    }

    private static boolean allowed(KubernetesClient client, Deed deed) {
        String[] parts = deed.resource().split("/", 2);
        SelfSubjectAccessReview review = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb(deed.verb())
                .withGroup(deed.group())
                .withResource(parts[0])
                .withSubresource(parts.length == 1 ? null : parts[1])
                .withNamespace(deed.namespace().isEmpty() ? null : deed.namespace())
                .endResourceAttributes()
                .endSpec()
                .build();
        var answer = client.authorization().v1().selfSubjectAccessReview().create(review);
        return answer.getStatus() != null
                && Boolean.TRUE.equals(answer.getStatus().getAllowed());
    }
}
