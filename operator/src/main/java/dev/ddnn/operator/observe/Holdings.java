package dev.ddnn.operator.observe;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.desired.Ownership;
import dev.ddnn.operator.plan.quota.Capacity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What DDNNs have in a namespace, by the UID of the DDNN. A pod belongs to whom its owners lead to; if they are gone, to nobody. */
final class Holdings {
    private final Map<String, DDNN> byUid = new HashMap<>();
    private final Map<String, DDNN> byName = new HashMap<>();
    private final Map<String, Tier> tiers = new HashMap<>();
    private final Map<String, Capacity> claims = new HashMap<>();
    private final Map<String, Capacity> pods = new HashMap<>();
    private final Map<String, Capacity> leftovers = new HashMap<>();
    private final Set<String> lingering = new HashSet<>();

    private Holdings(List<DDNN> ddnns, List<DDNNNodePool> pools) {
        for (DDNN ddnn : ddnns) {
            byUid.put(ddnn.getMetadata().getUid(), ddnn);
            byName.put(ddnn.getMetadata().getName(), ddnn);
        }
        for (DDNNNodePool pool : pools) {
            if (pool.getSpec() != null && pool.getSpec().tier() != null) {
                tiers.put(pool.getMetadata().getName(), pool.getSpec().tier());
            }
        }
    }

    /** Pods are read before what makes them, so that an owner that is missing is gone and not just not there yet. */
    static Holdings read(List<DDNN> ddnns, NamespaceReads reads) {
        var holdings = new Holdings(ddnns, reads.pools());
        List<Pod> pods = reads.pods();
        Map<String, String> makers = new HashMap<>();
        reads.replicaSets().forEach(set -> owner(set).ifPresent(owner -> makers.put(uid(set), owner.getUid())));
        List<Deployment> deployments = reads.deployments();
        List<DaemonSet> daemonSets = reads.daemonSets();
        Stream.concat(deployments.stream(), daemonSets.stream())
                .forEach(workload -> owner(workload).ifPresent(owner -> makers.put(uid(workload), owner.getUid())));
        deployments.forEach(holdings::claim);
        daemonSets.forEach(holdings::claim);
        pods.stream()
                .filter(pod -> !PodReader.isFinished(pod))
                .forEach(pod -> holdings.count(
                        pod, owner(pod).map(OwnerReference::getUid).orElse(""), makers));
        return holdings;
    }

    /** What its Deployments and DaemonSets are told to make. */
    Capacity claims(String uid) {
        return claims.getOrDefault(uid, Capacity.NONE);
    }

    /** Its pods. */
    Capacity pods(String uid) {
        return pods.getOrDefault(uid, Capacity.NONE);
    }

    /** Pods of a DDNN of that name that nobody has any more. */
    Capacity leftovers(String name) {
        return leftovers.getOrDefault(name, Capacity.NONE);
    }

    /** Names of DDNNs of which something is there that no DDNN has. */
    Set<String> lingering() {
        return lingering;
    }

    private void claim(Deployment deployment) {
        Integer replicas = deployment.getSpec().getReplicas();
        claim(
                deployment,
                replicas == null ? 1 : replicas,
                deployment.getSpec().getTemplate().getSpec());
    }

    private void claim(DaemonSet daemonSet) {
        Integer wanted =
                daemonSet.getStatus() == null ? null : daemonSet.getStatus().getDesiredNumberScheduled();
        claim(
                daemonSet,
                wanted == null ? 0 : wanted,
                daemonSet.getSpec().getTemplate().getSpec());
    }

    private void claim(HasMetadata workload, int replicas, PodSpec pod) {
        String uid = owner(workload).map(OwnerReference::getUid).orElse("");
        if (byUid.containsKey(uid)) {
            Tier tier = tier(byUid.get(uid), section(workload)).orElse(null);
            Capacity before = claims.getOrDefault(uid, Capacity.NONE);
            claims.put(
                    uid,
                    before.plus(Capacity.pods(tier, replicas, requests(pod))).max(Capacity.oneDDNN()));
        } else {
            lingering.add(name(workload));
        }
    }

    private void count(Pod pod, String owner, Map<String, String> makers) {
        String uid = owner;
        while (makers.containsKey(uid)) {
            uid = makers.get(uid);
        }
        DDNN ddnn = byUid.get(uid);
        Tier tier = Optional.ofNullable(ddnn == null ? byName.get(name(pod)) : ddnn)
                .flatMap(either -> tier(either, section(pod)))
                .orElse(null);
        Capacity one = Capacity.pods(tier, 1, requests(pod.getSpec()));
        if (ddnn == null) {
            leftovers.merge(name(pod), one, Capacity::plus);
            lingering.add(name(pod));
        } else {
            pods.merge(uid, one, Capacity::plus);
        }
    }

    /** Of the pool that the section is on, or was on when status was written last. */
    private Optional<Tier> tier(DDNN ddnn, String section) {
        var spec = ddnn.getSpec();
        var status = ddnn.getStatus();
        Stream<String> now = spec == null || spec.sections() == null
                ? Stream.empty()
                : spec.sections().stream()
                        .filter(candidate -> section.equals(candidate.name()) && candidate.poolRef() != null)
                        .flatMap(candidate ->
                                Stream.ofNullable(candidate.poolRef().name()));
        Stream<String> before = status == null || status.sections() == null
                ? Stream.empty()
                : status.sections().stream()
                        .filter(row -> section.equals(row.name()))
                        .flatMap(row -> Stream.ofNullable(row.pool()));
        return Stream.concat(before, now)
                .filter(tiers::containsKey)
                .map(tiers::get)
                .findFirst();
    }

    private static Map<String, Quantity> requests(PodSpec pod) {
        return pod.getContainers().stream()
                .map(Container::getResources)
                .filter(resources -> resources != null && resources.getRequests() != null)
                .flatMap(resources -> resources.getRequests().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Quantity::add));
    }

    private static Optional<OwnerReference> owner(HasMetadata object) {
        return Ownership.controller(object);
    }

    private static String uid(HasMetadata object) {
        return object.getMetadata().getUid();
    }

    private static String name(HasMetadata object) {
        return label(object, Labels.DDNN);
    }

    private static String section(HasMetadata object) {
        return label(object, Labels.SECTION);
    }

    private static String label(HasMetadata object, String key) {
        String value = ChildReader.label(object, key);
        return value == null ? "" : value;
    }
}
