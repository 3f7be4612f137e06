package dev.ddnn.sandbox.run;

import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.SectionSpec;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import dev.ddnn.sandbox.launch.StoryFailure;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where a DDNN's data is: a node with one of its lowest pods.
 *
 * @param node its name
 * @param tolerations of the pods there
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
        String node = client
                .pods()
                .inNamespace(ddnn.namespace())
                .withLabels(Map.of(DDNN, ddnn.name(), SECTION, Objects.requireNonNull(lowest.name())))
                .list()
                .getItems()
                .stream()
                .map(Pod::getSpec)
                .map(s -> Objects.requireNonNullElse(s.getNodeName(), ""))
                .filter(n -> !n.isEmpty())
                .sorted()
                .findFirst()
                .orElseThrow(() -> new StoryFailure("section " + lowest.name() + " of " + ddnn.name()
                        + " must have a pod on a node, but has none"));
        return new DataSite(node, tolerations(client, lowest));
    }

    private static List<Toleration> tolerations(KubernetesClient client, SectionSpec section) {
        String name =
                Objects.requireNonNull(Objects.requireNonNull(section.poolRef()).name());
        DDNNNodePool pool = client.resources(DDNNNodePool.class).withName(name).get();
        return pool == null
                ? List.of()
                : Objects.requireNonNullElse(pool.getSpec().tolerations(), List.of());
    }
}
