package dev.ddnn.operator.cluster;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.LatencyCounts;
import dev.ddnn.contract.report.PodReport.RevisionCounts;
import dev.ddnn.contract.report.PodReport.RevisionState;
import dev.ddnn.contract.report.PodReport.RolloutCounts;
import dev.ddnn.contract.report.PodReport.Samples;
import dev.ddnn.contract.report.PodReport.State;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.HostIP;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Plays the nodes: pods that were bound become ready, follow their ConfigMap and call home. Nothing happens unless a test says so. */
final class FakeKubelet {
    private final KubernetesClient client;
    private final FakeHub hub;
    private final AtomicLong sequence = new AtomicLong();

    /** By namespace: on how many of a hundred samples the revisions of a rollout agree, as the pods count. */
    private final Map<String, Integer> agreement = new ConcurrentHashMap<>();

    FakeKubelet(KubernetesClient client, FakeHub hub) {
        this.client = client;
        this.hub = hub;
    }

    /** From now on the pods of the namespace count so many agreements in a hundred samples. */
    void agree(String namespace, int percent) {
        agreement.put(namespace, percent);
    }

    /** Every bound pod of the DDNN reads its configuration, is ready and says so; pods that are told to go are gone. */
    void sync(String namespace, String ddnn) {
        sync(namespace, ddnn, pod -> true);
    }

    /** The same for some of the pods. */
    void sync(String namespace, String ddnn, Predicate<Pod> which) {
        for (Pod pod : pods(namespace, ddnn)) {
            if (!which.test(pod)) {
                continue;
            }
            if (pod.getMetadata().getDeletionTimestamp() != null) {
                client.resource(pod).withGracePeriod(0).delete();
            } else if (pod.getSpec().getNodeName() != null) {
                if (follow(pod)) {
                    setReady(pod, true);
                }
            }
        }
    }

    List<Pod> pods(String namespace, String ddnn) {
        return client.pods()
                .inNamespace(namespace)
                .withLabel(Labels.DDNN, ddnn)
                .list()
                .getItems();
    }

    /** The pod reads its section's ConfigMap, loads what it lists and calls home; false: there is none, and it waits. */
    boolean follow(Pod pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        String namespace = pod.getMetadata().getNamespace();
        var map = client.configMaps()
                .inNamespace(namespace)
                .withName(labels.get(Labels.DDNN) + "-" + labels.get(Labels.SECTION))
                .get();
        if (map == null) {
            return false;
        }
        String text = map.getData().get(SectionConfig.FILE);
        report(pod, text, ContractJson.read(text, SectionConfig.class));
        return true;
    }

    /** The pod calls home: it follows that configuration and has loaded all that it lists. */
    void report(Pod pod, String text, SectionConfig config) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        List<RevisionState> states = config.revisions().stream()
                .map(revision -> new RevisionState(revision.name(), null, State.Loaded, null))
                .toList();
        hub.report(new PodReport(
                pod.getMetadata().getUid(),
                "boot",
                sequence.incrementAndGet(),
                pod.getMetadata().getName(),
                pod.getSpec().getNodeName(),
                config.namespace(),
                labels.get(Labels.DDNN),
                labels.get(Labels.SECTION),
                labels.get(Labels.BRANCH),
                ContractJson.hash(text),
                null,
                states,
                new Samples(0, 0, 0, 0, Map.of()),
                null,
                List.of(),
                counts(config)));
    }

    /** A thousand samples of each revision, whatever the section. */
    private @Nullable RolloutCounts counts(SectionConfig config) {
        var rollout = config.rollout();
        return rollout == null
                ? null
                : new RolloutCounts(
                        rollout.id(),
                        thousand(config.answering()),
                        thousand(rollout.target()),
                        100,
                        agreement.getOrDefault(config.namespace(), 100),
                        0);
    }

    private static RevisionCounts thousand(String revision) {
        return new RevisionCounts(revision, Map.of("cloud", 1000L), 0, 0, new LatencyCounts(List.of(1000L)));
    }

    /** The address of a node or, once it was ready, of a pod: it follows from the name. */
    static String address(String name) {
        int hash = name.hashCode();
        return "10.9." + (hash >>> 8 & 0xff) + "." + (hash & 0xff);
    }

    /** Sets the pod's Ready condition as a kubelet does after its probes: again if somebody else has written the pod meanwhile. */
    void setReady(Pod pod, boolean ready) {
        Pod current = pod;
        while (current != null
                && current.getMetadata().getUid().equals(pod.getMetadata().getUid())
                && !isSetReady(current, ready)) {
            current = client.resource(current).get();
        }
    }

    /** False: what is there by now is another version of the pod, or none. */
    private boolean isSetReady(Pod pod, boolean ready) {
        String value = ready ? "True" : "False";
        boolean already = pod.getStatus().getConditions().stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && value.equals(condition.getStatus()));
        if (already) {
            return true;
        }
        var status = new PodBuilder(pod)
                .editStatus()
                .withPhase("Running")
                .withHostIP(address(pod.getSpec().getNodeName()))
                .withHostIPs(new HostIP(address(pod.getSpec().getNodeName())))
                .withPodIP(address(pod.getMetadata().getName()))
                .withPodIPs(new PodIP(address(pod.getMetadata().getName())))
                .removeMatchingFromConditions(condition -> "Ready".equals(condition.getType()))
                .addNewCondition()
                .withType("Ready")
                .withStatus(value)
                .endCondition()
                .endStatus()
                .build();
        try {
            client.resource(status).patchStatus();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404 && e.getCode() != 409) {
                throw e;
            }
            return false;
        }
    }
}
