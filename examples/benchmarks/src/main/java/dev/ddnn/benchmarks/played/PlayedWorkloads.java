package dev.ddnn.benchmarks.played;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.RevisionState;
import dev.ddnn.contract.report.PodReport.Samples;
import dev.ddnn.contract.report.PodReport.State;
import dev.ddnn.contract.section.SectionConfig;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The controllers of Deployments, the scheduler and the kubelets of one namespace, with the fewest writes: each Deployment gets one pod, on its
 * node from the start; the pod reads its ConfigMap, says to the hub what it has loaded, and is ready; then the Deployment is. Three writes a workload.
 */
public final class PlayedWorkloads implements AutoCloseable {
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final int THREADS = 8;
    private static final int GONE = 404;

    /** A kubelet that does not find what a pod mounts looks again after this time, then after twice as long. */
    private static final long RETRY_MILLIS = 500;

    private final KubernetesClient client;
    private final String namespace;
    private final String prefix;
    private final @Nullable PlayedHub hub;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final Set<String> served = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
    private final Watch watch;

    /**
     * Plays from now on.
     *
     * @param prefix of the labels by which children name their owner and section, such as {@code ddnn.dev/}
     * @param hub what pods call home to; absent: they read their ConfigMap and say nothing
     */
    public PlayedWorkloads(KubernetesClient client, String namespace, String prefix, @Nullable PlayedHub hub) {
        this.client = client;
        this.namespace = namespace;
        this.prefix = prefix;
        this.hub = hub;
        this.watch = client.apps().deployments().inNamespace(namespace).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, Deployment deployment) {
                if (action == Action.ADDED
                        && served.add(deployment.getMetadata().getUid())) {
                    threads.execute(() ->
                            tried(() -> start(client.resource(pod(deployment)).create(), deployment, RETRY_MILLIS)));
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                trouble.compareAndSet(null, cause);
            }
        });
    }

    /**
     * That all went well so far.
     *
     * @throws IllegalStateException if not
     */
    public void check() {
        Throwable cause = trouble.get();
        if (cause != null) {
            throw new IllegalStateException("what plays the nodes of " + namespace + " has failed: " + cause, cause);
        }
    }

    private void tried(Runnable step) {
        try {
            step.run();
        } catch (KubernetesClientException e) {
            // A round may be cleared away under our hands.
            if (e.getCode() != GONE) {
                trouble.compareAndSet(null, e);
            }
        } catch (RuntimeException e) {
            trouble.compareAndSet(null, e);
        }
    }

    private Pod pod(Deployment deployment) {
        var template = deployment.getSpec().getTemplate();
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(deployment.getMetadata().getName() + "-0")
                .withLabels(template.getMetadata().getLabels())
                .withAnnotations(template.getMetadata().getAnnotations())
                .addNewOwnerReference()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(deployment.getMetadata().getName())
                .withUid(deployment.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withSpec(template.getSpec()
                        .edit()
                        .withNodeName(
                                PlayedNodes.of(label(template.getMetadata().getLabels(), "section")))
                        .build())
                .build();
    }

    private void start(Pod pod, Deployment deployment, long retryMillis) {
        var labels = pod.getMetadata().getLabels();
        String name = label(labels, "ddnn") + "-" + label(labels, "section");
        ConfigMap map =
                client.configMaps().inNamespace(namespace).withName(name).get();
        if (map == null) {
            threads.schedule(
                    () -> tried(() -> start(pod, deployment, 2 * retryMillis)), retryMillis, TimeUnit.MILLISECONDS);
            return;
        }
        started(pod, map.getData().getOrDefault(SectionConfig.FILE, ""));
        patch(deployment);
    }

    private void started(Pod pod, String text) {
        if (hub != null) {
            hub.report(report(pod, text));
        }
        var status = new HashMap<String, Object>(Map.of("phase", "Running", "hostIP", "10.9.0.1", "podIP", "10.9.1.1"));
        status.put("podIPs", List.of(Map.of("ip", "10.9.1.1")));
        status.put("hostIPs", List.of(Map.of("ip", "10.9.0.1")));
        status.put("conditions", List.of(Map.of("type", "Ready", "status", "True")));
        client.pods()
                .inNamespace(namespace)
                .withName(pod.getMetadata().getName())
                .subresource("status")
                .patch(MERGE, client.getKubernetesSerialization().asJson(Map.of("status", status)));
    }

    private PodReport report(Pod pod, String text) {
        var labels = pod.getMetadata().getLabels();
        SectionConfig config = ContractJson.read(text, SectionConfig.class);
        return new PodReport(
                pod.getMetadata().getUid(),
                "boot",
                1,
                pod.getMetadata().getName(),
                pod.getSpec().getNodeName(),
                namespace,
                label(labels, "ddnn"),
                label(labels, "section"),
                label(labels, "branch"),
                ContractJson.hash(text),
                null,
                config.revisions().stream()
                        .map(held -> new RevisionState(held.name(), null, State.Loaded, null))
                        .toList(),
                new Samples(0, 0, 0, 0, Map.of()),
                null,
                List.of(),
                null);
    }

    private void patch(Deployment deployment) {
        Map<String, ?> status = Map.of(
                "observedGeneration", deployment.getMetadata().getGeneration(),
                "replicas", 1,
                "updatedReplicas", 1,
                "readyReplicas", 1,
                "availableReplicas", 1);
        patch(deployment.getMetadata().getName(), status);
    }

    /** Changes the status of a Deployment in a way that says nothing. */
    public void flap(String deployment) {
        patch(deployment, Map.of("collisionCount", 1));
    }

    private void patch(String deployment, Map<String, ?> status) {
        client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(deployment)
                .subresource("status")
                .patch(MERGE, client.getKubernetesSerialization().asJson(Map.of("status", status)));
    }

    private String label(Map<String, String> labels, String name) {
        return labels.getOrDefault(prefix + name, "");
    }

    @Override
    public void close() {
        watch.close();
        threads.shutdownNow();
    }
}
