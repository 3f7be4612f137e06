package dev.ddnn.sandbox.run;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operator and hub of a cluster, whoever installed them.
 *
 * @param namespace of both
 * @param operatorImage of the operator
 * @param hubImage of the hub
 * @param sectionPodImage that the operator gives its pods
 * @param watched the only namespaces that it serves; empty: all
 * @param release of Helm; absent: it was installed otherwise
 */
record InstalledOperator(
        String namespace,
        String operatorImage,
        String hubImage,
        String sectionPodImage,
        List<String> watched,
        @Nullable String release) {
    static final String SECTION_POD_VARIABLE = "DDNN_IMAGES_SECTION_POD";
    static final String NAME = "app.kubernetes.io/name";
    private static final String WATCH_VARIABLE = "DDNN_WATCH_NAMESPACES";
    private static final String RELEASE = "meta.helm.sh/release-name";
    private static final String OPERATOR = "ddnn-operator";
    private static final String HUB = "ddnn-hub";

    /** The labels {@link #NAME} of its Deployments and their pods. */
    static final List<String> PARTS = List.of(OPERATOR, HUB);

    /** The one that the cluster has; empty: none. */
    static Optional<InstalledOperator> find(KubernetesClient client) {
        List<Deployment> all = new ArrayList<>();
        for (String name : PARTS) {
            all.addAll(client.apps()
                    .deployments()
                    .inAnyNamespace()
                    .withLabel(NAME, name)
                    .list()
                    .getItems());
        }
        return among(all);
    }

    /** The one that some objects make. */
    static Optional<InstalledOperator> among(List<? extends HasMetadata> objects) {
        Optional<Deployment> operator = deployment(objects, OPERATOR);
        return operator.map(found -> new InstalledOperator(
                found.getMetadata().getNamespace(),
                container(found).getImage(),
                deployment(objects, HUB).map(h -> container(h).getImage()).orElse(""),
                environment(container(found), SECTION_POD_VARIABLE).orElse(""),
                environment(container(found), WATCH_VARIABLE)
                        .filter(names -> !names.isBlank())
                        .map(names -> List.of(names.trim().split("\\s*,\\s*")))
                        .orElse(List.of()),
                Objects.requireNonNullElse(found.getMetadata().getAnnotations(), Map.<String, String>of())
                        .get(RELEASE)));
    }

    private static Optional<Deployment> deployment(List<? extends HasMetadata> objects, String name) {
        return objects.stream()
                .flatMap(o -> o instanceof Deployment d ? Stream.of(d) : Stream.empty())
                .filter(d -> d.getMetadata().getLabels() != null
                        && name.equals(d.getMetadata().getLabels().get(NAME)))
                .findFirst();
    }

    private static Container container(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    private static Optional<String> environment(Container container, String name) {
        return container.getEnv().stream()
                .filter(e -> e.getName().equals(name))
                .map(EnvVar::getValue)
                .findFirst();
    }

    /**
     * What keeps it from serving a namespace, each with a remedy, as after an installation that was broken off; empty: nothing.
     *
     * @param story the namespace
     */
    List<String> problems(String story) {
        List<String> problems = new ArrayList<>();
        if (hubImage.isEmpty()) {
            problems.add(
                    "the operator is installed in namespace " + namespace + ", but there is no hub: install it again ("
                            + (release == null
                                    ? "kubectl apply --server-side -k operator/install/base"
                                    : "helm upgrade " + release + " operator/install/chart --namespace " + namespace
                                            + " --reset-then-reuse-values")
                            + "), or remove it ('Uninstalling' in operator/install/README.md)");
        }
        if (!watched.isEmpty() && !watched.contains(story)) {
            problems.add("the operator in namespace " + namespace + " must serve namespace " + story
                    + ", but serves only " + String.join(", ", watched)
                    + ": add it ('Some namespaces only' in operator/install/README.md)");
        }
        return problems;
    }

    /**
     * The client's image, which stands where that of the section pods does.
     *
     * @param checkout what this checkout installs: its tag is taken where the section pods' image is pinned by nothing but a digest
     */
    String clientImage(InstalledOperator checkout) {
        String usual = Objects.requireNonNullElse(
                ImageName.parse(checkout.sectionPodImage()).tag(), "latest");
        return ImageName.parse(sectionPodImage).sibling("section-pod", "story-client", usual);
    }

    /** The commands that remove it, types and namespace included, once there is no DDNN and no pool. */
    List<String> removal() {
        return release == null
                ? List.of("kubectl delete -k operator/install/base")
                : List.of(
                        "helm uninstall " + release + " --namespace " + namespace + " --wait",
                        "kubectl delete crd ddnns.ddnn.dev ddnnnodepools.ddnn.dev ddnnquotas.ddnn.dev ddnnrevisions.ddnn.dev ddnnusages.ddnn.dev",
                        "kubectl delete namespace " + namespace);
    }
}
