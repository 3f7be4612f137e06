package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.operator.config.WatchedNamespaces;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.observe.NodeGroups;
import dev.ddnn.operator.observe.PoolReader;
import dev.ddnn.operator.plan.Observed.Pool;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What metering needs to know of the cluster, asked from the API server once for a round: it must not take a pod for gone because
 * a cache is not full yet.
 *
 * @param ddnns that exist
 * @param usages all bills
 * @param pods of DDNNs
 * @param pools with their nodes
 */
record MeteringView(List<DDNN> ddnns, List<DDNNUsage> usages, List<Pod> pods, List<Pool> pools) {
    /** Reads it all. A pod that comes after this is one more that is not known yet, and one that goes is known to be gone next time. */
    static MeteringView read(KubernetesClient client, WatchedNamespaces watched, NodeGroups groups) {
        List<DDNN> ddnns = all(client, watched, DDNN.class, "");
        List<DDNNUsage> usages = all(client, watched, DDNNUsage.class, "");
        List<Node> nodes = client.nodes().list().getItems();
        List<Pool> pools = client.resources(DDNNNodePool.class).list().getItems().stream()
                .map(pool -> PoolReader.read(pool, nodes, groups))
                .toList();
        return new MeteringView(ddnns, usages, all(client, watched, Pod.class, Labels.SELECT_ALL), pools);
    }

    private static <T extends HasMetadata> List<T> all(
            KubernetesClient client, WatchedNamespaces watched, Class<T> type, String labels) {
        return watched.names().isEmpty()
                ? client.resources(type)
                        .inAnyNamespace()
                        .withLabelSelector(labels)
                        .list()
                        .getItems()
                : watched.names().stream()
                        .flatMap(
                                namespace -> client
                                        .resources(type)
                                        .inNamespace(namespace)
                                        .withLabelSelector(labels)
                                        .list()
                                        .getItems()
                                        .stream())
                        .toList();
    }

    /** The same with other bills. */
    MeteringView with(List<DDNNUsage> bills) {
        return new MeteringView(ddnns, bills, pods, pools);
    }

    /** Names of what has a bill or is to get one. */
    Stream<Name> names() {
        return Stream.concat(
                        ddnns.stream().map(Name::of),
                        usages.stream()
                                .map(usage -> new Name(
                                        usage.getMetadata().getNamespace(),
                                        String.valueOf(usage.getSpec().ddnn()))))
                .distinct();
    }

    /** The DDNN of that name, if there is one. */
    Optional<DDNN> ddnn(Name name) {
        return ddnns.stream().filter(ddnn -> Name.of(ddnn).equals(name)).findFirst();
    }

    /** Its bills, and those of earlier ones of its name, the oldest DDNN first. */
    List<DDNNUsage> usages(Name name) {
        return usages.stream()
                .filter(usage -> name.namespace().equals(usage.getMetadata().getNamespace())
                        && name.ddnn().equals(usage.getSpec().ddnn()))
                .sorted(Comparator.comparing(usage -> usage.getMetadata().getCreationTimestamp()))
                .toList();
    }

    /** Its pods, and those of earlier ones of its name. */
    Stream<Pod> pods(Name name) {
        return pods.stream()
                .filter(pod -> name.namespace().equals(pod.getMetadata().getNamespace())
                        && name.ddnn().equals(pod.getMetadata().getLabels().get(Labels.DDNN)));
    }

    /** By what reports name a DDNN. */
    record Name(String namespace, String ddnn) {
        static Name of(DDNN ddnn) {
            return new Name(
                    ddnn.getMetadata().getNamespace(), ddnn.getMetadata().getName());
        }
    }
}
