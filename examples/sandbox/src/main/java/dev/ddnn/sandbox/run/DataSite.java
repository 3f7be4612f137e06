package dev.ddnn.sandbox.run;

import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.SectionSpec;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.launch.StoryFailure;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a DDNN's data is: a node with one of its lowest pods.
 *
 * @param node its name
 * @param tolerations of that pod: what it tolerates, its neighbour has to
 */
record DataSite(String node, List<Toleration> tolerations) {
    private static final String DDNN = "ddnn.dev/ddnn";
    private static final String SECTION = "ddnn.dev/section";

    DataSite {
        tolerations = List.copyOf(tolerations);
    }

    /** Of a DDNN that is Ready. */
    static DataSite of(KubernetesClient client, DeployedDDNN ddnn) {
        DDNNSpec spec = ddnn.spec();
        SectionSpec lowest = Objects.requireNonNull(spec.sections()).get(0);
        List<Pod> pods = client.pods()
                .inNamespace(ddnn.namespace())
                .withLabels(Map.of(DDNN, ddnn.name(), SECTION, Objects.requireNonNull(lowest.name())))
                .list()
                .getItems();
        return among(pods)
                .orElseThrow(() -> new StoryFailure("section " + lowest.name() + " of " + ddnn.name()
                        + " must have a pod on a node, but has none"));
    }

    /** Beside the first of these pods, by the name of its node. */
    static Optional<DataSite> among(List<Pod> pods) {
        return pods.stream()
                .map(Pod::getSpec)
                .filter(s -> s.getNodeName() != null && !s.getNodeName().isEmpty())
                .min(Comparator.comparing(PodSpec::getNodeName))
                .map(s -> new DataSite(s.getNodeName(), Objects.requireNonNullElse(s.getTolerations(), List.of())));
    }
}
