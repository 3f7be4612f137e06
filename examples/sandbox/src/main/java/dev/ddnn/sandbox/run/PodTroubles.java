package dev.ddnn.sandbox.run;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What keeps pods from running, as they say themselves. */
final class PodTroubles {
    private static final Set<String> USUAL = Set.of("ContainerCreating", "PodInitializing");
    private static final Set<String> NO_IMAGE =
            Set.of("ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName", "ImageInspectError");

    private PodTroubles() {}

    /** One sentence per trouble, each once. */
    static List<String> of(List<Pod> pods) {
        List<String> troubles = new ArrayList<>();
        for (Pod pod : pods) {
            if (pod.getStatus() == null || pod.getMetadata().getDeletionTimestamp() != null) {
                continue;
            }
            for (PodCondition condition : pod.getStatus().getConditions()) {
                if (condition.getType().equals("PodScheduled")
                        && condition.getStatus().equals("False")) {
                    add(troubles, "pod " + pod.getMetadata().getName() + " finds no node: " + condition.getMessage());
                }
            }
            for (ContainerStatus container : pod.getStatus().getContainerStatuses()) {
                ofContainer(pod, container, troubles);
            }
        }
        return troubles;
    }

    private static void ofContainer(Pod pod, ContainerStatus container, List<String> troubles) {
        ContainerStateWaiting waiting =
                container.getState() == null ? null : container.getState().getWaiting();
        if (waiting == null || waiting.getReason() == null || USUAL.contains(waiting.getReason())) {
            return;
        }
        String name = pod.getMetadata().getName();
        String where = name + " on " + pod.getSpec().getNodeName();
        if (NO_IMAGE.contains(waiting.getReason())) {
            add(
                    troubles,
                    "pod " + where + " cannot get image " + container.getImage() + " (" + waiting.getReason() + "): "
                            + ClusterChecks.IMAGE_REMEDY);
        } else if (waiting.getReason().equals("CrashLoopBackOff")) {
            add(
                    troubles,
                    "pod " + where + " ends again and again: kubectl logs -n "
                            + pod.getMetadata().getNamespace() + " " + name + " --previous");
        } else {
            add(troubles, "pod " + where + ": " + waiting.getReason() + ": " + waiting.getMessage());
        }
    }

    private static void add(List<String> troubles, String sentence) {
        if (!troubles.contains(sentence)) {
            troubles.add(sentence);
        }
    }

    /** The first troubles as the end of a line of progress; empty: none. */
    static String text(List<Pod> pods) {
        List<String> troubles = of(pods);
        return troubles.isEmpty()
                ? ""
                : "; " + troubles.get(0) + (troubles.size() == 1 ? "" : " (and " + (troubles.size() - 1) + " more)");
    }

    /** Whether a pod cannot get its image: waiting does not mend that. */
    static boolean haveNoImage(List<Pod> pods) {
        return of(pods).stream().anyMatch(t -> t.contains(" cannot get image "));
    }
}
