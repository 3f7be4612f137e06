package dev.ddnn.operator.reconcile;

import dev.ddnn.operator.observe.ChildNews;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whether a change of a workload or of a pod is worth a visit. That pods have got ready is told twice, by the pods and by the status of
 * their workload, each by a watch of its own. One visit is enough, but it has to come after the later of the two, whichever that is.
 */
final class ReadinessNews {
    private final Function<HasMetadata, Stream<HasMetadata>> workloads;
    private final Predicate<HasMetadata> answers;

    /**
     * @param workloads of a child or pod: all that its DDNN is known to have, each as it was last seen
     * @param answers of a child or pod: whether its DDNN has answered before
     */
    ReadinessNews(Function<HasMetadata, Stream<HasMetadata>> workloads, Predicate<HasMetadata> answers) {
        this.workloads = workloads;
        this.answers = answers;
    }

    boolean isNewsOfWorkload(HasMetadata workload, HasMetadata before) {
        return !(ChildNews.settles(workload, before) && othersAreAwaited(workload));
    }

    /** As a rule the workload's status follows; it may have been seen before the pod. */
    boolean isNewsOfPod(Pod pod, Pod before) {
        return switch (ChildNews.change(pod, before)) {
            case Nothing -> false;
            case Differs -> true;
            case GetsReady ->
                workloads
                        .apply(pod)
                        .filter(workload -> ChildNews.isMakerOf(workload, pod))
                        .anyMatch(workload -> ChildNews.isSettled(workload) && !othersAreAwaited(workload));
        };
    }

    /** Until something answers for the first time, the last section to get ready is news; a visit that comes anyway sees the others. */
    private boolean othersAreAwaited(HasMetadata workload) {
        return !answers.test(workload)
                && workloads.apply(workload).anyMatch(other -> !ChildNews.isSettled(other) && !isSame(other, workload));
    }

    private static boolean isSame(HasMetadata one, HasMetadata other) {
        return one.getMetadata().getName().equals(other.getMetadata().getName());
    }
}
