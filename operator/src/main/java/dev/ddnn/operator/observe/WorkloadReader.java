package dev.ddnn.operator.observe;

import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.plan.Observed.Workload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what makes the pods of a DDNN. */
final class WorkloadReader {
    private WorkloadReader() {}

    static Optional<Workload> deployment(Deployment deployment) {
        Integer claimed = deployment.getSpec().getReplicas();
        int replicas = claimed == null ? 1 : claimed;
        return section(deployment)
                .map(section -> new Workload(
                        deployment.getMetadata().getName(),
                        section,
                        ChildReader.label(deployment, Labels.BRANCH),
                        boundTo(deployment.getSpec().getTemplate()),
                        replicas,
                        template(deployment),
                        isSettled(deployment, replicas),
                        pausedAt(deployment, replicas),
                        refusal(deployment)
                                .map(words -> withoutPod(words, deployment))
                                .orElse(null),
                        requests(deployment.getSpec().getTemplate())));
    }

    /**
     * @param refusal the newest word of the API on a pod of the DaemonSet that cannot be made, which stands nowhere in its status;
     *     asked for only where pods are missing
     */
    static Optional<Workload> daemonSet(DaemonSet daemonSet, Function<DaemonSet, Optional<String>> refusal) {
        return section(daemonSet)
                .map(section -> new Workload(
                        daemonSet.getMetadata().getName(),
                        section,
                        ChildReader.label(daemonSet, Labels.BRANCH),
                        null,
                        wanted(daemonSet),
                        template(daemonSet),
                        isSettled(daemonSet),
                        null,
                        Optional.of(daemonSet)
                                .filter(WorkloadReader::isMissingPods)
                                .flatMap(refusal)
                                .map(words -> withoutPod(words, daemonSet))
                                .orElse(null),
                        requests(daemonSet.getSpec().getTemplate())));
    }

    private static boolean isSettled(Deployment deployment, int replicas) {
        var status = deployment.getStatus();
        return status != null
                && deployment.getMetadata().getGeneration().equals(status.getObservedGeneration())
                && Integer.valueOf(replicas).equals(status.getUpdatedReplicas())
                && Integer.valueOf(replicas).equals(status.getReadyReplicas())
                && Integer.valueOf(replicas).equals(status.getReplicas());
    }

    /** Only of what its controller has seen: before that, its count of new pods is of the template before. */
    private static @Nullable Integer pausedAt(Deployment deployment, int replicas) {
        var status = deployment.getStatus();
        boolean seen =
                status != null && deployment.getMetadata().getGeneration().equals(status.getObservedGeneration());
        if (!seen || !Boolean.TRUE.equals(deployment.getSpec().getPaused())) {
            return null;
        }
        int updated = number(status.getUpdatedReplicas());
        return updated < replicas ? updated : null;
    }

    private static boolean isSettled(DaemonSet daemonSet) {
        var status = daemonSet.getStatus();
        Integer wanted = wanted(daemonSet);
        return status != null
                && daemonSet.getMetadata().getGeneration().equals(status.getObservedGeneration())
                && wanted.equals(status.getUpdatedNumberScheduled())
                && wanted.equals(status.getNumberReady());
    }

    private static boolean isMissingPods(DaemonSet daemonSet) {
        var status = daemonSet.getStatus();
        return status != null && wanted(daemonSet) > number(status.getCurrentNumberScheduled());
    }

    private static Integer wanted(DaemonSet daemonSet) {
        var status = daemonSet.getStatus();
        return status == null ? 0 : number(status.getDesiredNumberScheduled());
    }

    private static int number(@Nullable Integer count) {
        return count == null ? 0 : count;
    }

    /** The words of admission: a security standard, a quota, a limit range. */
    private static Optional<String> refusal(Deployment deployment) {
        return deployment.getStatus() == null
                ? Optional.empty()
                : deployment.getStatus().getConditions().stream()
                        .filter(condition ->
                                "ReplicaFailure".equals(condition.getType()) && "True".equals(condition.getStatus()))
                        .map(DeploymentCondition::getMessage)
                        .findFirst();
    }

    /** Each attempt has another pod's name: it would change status each time. */
    private static String withoutPod(String words, HasMetadata workload) {
        String name = workload.getMetadata().getName();
        return words.replaceAll('"' + Pattern.quote(name) + "-[-a-z0-9]*\"", '"' + name + '"');
    }

    private static Map<String, Quantity> requests(PodTemplateSpec template) {
        return template.getSpec().getContainers().stream()
                .map(Container::getResources)
                .filter(resources -> resources != null && resources.getRequests() != null)
                .map(ResourceRequirements::getRequests)
                .findFirst()
                .orElse(Map.of());
    }

    private static Optional<String> section(HasMetadata workload) {
        return Optional.ofNullable(ChildReader.label(workload, Labels.SECTION));
    }

    private static @Nullable String template(HasMetadata workload) {
        var annotations = workload.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(Labels.TEMPLATE);
    }

    private static @Nullable String boundTo(PodTemplateSpec template) {
        return Optional.ofNullable(template.getSpec().getAffinity())
                .map(affinity -> affinity.getNodeAffinity())
                .map(NodeAffinity::getRequiredDuringSchedulingIgnoredDuringExecution)
                .flatMap(required -> required.getNodeSelectorTerms().stream()
                        .flatMap(term -> term.getMatchFields().stream())
                        .flatMap(field -> field.getValues().stream())
                        .findFirst())
                .orElse(null);
    }
}
