package dev.ddnn.operator.observe;

import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.plan.Observed.PodState;
import dev.ddnn.operator.plan.Observed.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what happened to a child or a pod can matter to a plan. Who says no only puts off the next look: that comes in a few seconds
 * anyway.
 */
public final class ChildNews {
    /** Which nodes are ready is told by the nodes. */
    private static final Set<String> ANY_NODES = Set.of();

    private ChildNews() {}

    /** That nobody but the operator has a hand in it: it is then as a visit made it. */
    public static boolean isOursAlone(HasMetadata child) {
        List<ManagedFieldsEntry> hands = child.getMetadata().getManagedFields();
        return hands != null
                && !hands.isEmpty()
                && hands.stream().allMatch(hand -> Labels.MANAGER.equals(hand.getManager()));
    }

    /** That a new pod has something to tell; one that is only there will be heard of again. */
    public static boolean tells(Pod pod) {
        return state(pod)
                .filter(state -> !state.ready() && !state.terminating() && state.trouble() == null)
                .isEmpty();
    }

    /** What a change of a pod is to a plan. */
    public enum PodChange {
        Nothing,
        /** It serves, which it did not before. */
        GetsReady,
        /** A plan sees it in another way, and not only as ready. */
        Differs
    }

    public static PodChange change(Pod pod, Pod before) {
        var now = state(pod);
        var then = state(before);
        if (isServing(now) && !isServing(then)) {
            return PodChange.GetsReady;
        }
        return now.equals(then) ? PodChange.Nothing : PodChange.Differs;
    }

    /** That the workload makes pods of the pod's section and branch; one without a branch makes those of all. */
    public static boolean isMakerOf(HasMetadata workload, Pod pod) {
        String branch = ChildReader.label(workload, Labels.BRANCH);
        return Objects.equals(ChildReader.label(workload, Labels.SECTION), ChildReader.label(pod, Labels.SECTION))
                && (branch == null || branch.equals(ChildReader.label(pod, Labels.BRANCH)));
    }

    private static boolean isServing(Optional<PodState> pod) {
        return pod.filter(state -> state.ready() && !state.terminating()).isPresent();
    }

    /** That all pods that a workload wants have got ready, which they were not before. */
    public static boolean settles(HasMetadata workload, HasMetadata before) {
        return isSettled(workload) && !isSettled(before);
    }

    /** That all pods that a workload wants are ready and new; what makes no pods never is. */
    public static boolean isSettled(HasMetadata child) {
        return workload(child).map(Workload::settled).orElse(false);
    }

    /** That a workload, which was there, makes more pods than it did. How many a new DaemonSet makes is not more than before. */
    public static boolean grows(HasMetadata child, HasMetadata before) {
        if (child instanceof Deployment now && before instanceof Deployment then) {
            return pods(now) > pods(then);
        }
        return child instanceof DaemonSet now
                && before instanceof DaemonSet then
                && then.getStatus() != null
                && then.getStatus().getObservedGeneration() != null
                && pods(now) > pods(then);
    }

    private static int pods(Deployment deployment) {
        Integer replicas = deployment.getSpec().getReplicas();
        return replicas == null ? 1 : replicas;
    }

    private static int pods(DaemonSet daemonSet) {
        Integer wanted =
                daemonSet.getStatus() == null ? null : daemonSet.getStatus().getDesiredNumberScheduled();
        return wanted == null ? 0 : wanted;
    }

    private static Optional<Workload> workload(HasMetadata child) {
        if (child instanceof Deployment deployment) {
            return WorkloadReader.deployment(deployment);
        }
        return child instanceof DaemonSet daemonSet
                ? WorkloadReader.daemonSet(daemonSet, any -> Optional.empty())
                : Optional.empty();
    }

    private static Optional<PodState> state(Pod pod) {
        return PodReader.pod(pod, ANY_NODES);
    }
}
