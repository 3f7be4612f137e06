package dev.ddnn.sandbox.pod;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the agent writes about pods: their status, Events, and their end. */
final class PodApi {
    private static final Logger LOG = Logger.getLogger(PodApi.class.getName());
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int LONGEST_NOTE = 1024;

    private final KubernetesClient client;
    private final ObjectMapper mapper = new ObjectMapper();

    PodApi(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Merges the status into the pod's; what others wrote there stays. A pod that is gone, or another of the same name, is no
     * error.
     */
    void status(Pod pod, PodStatus status) {
        Map<String, Object> patch =
                Map.of("metadata", Map.of("uid", pod.getMetadata().getUid()), "status", status);
        try {
            client.pods()
                    .inNamespace(pod.getMetadata().getNamespace())
                    .resource(pod)
                    .subresource("status")
                    .patch(
                            PatchContext.of(PatchType.STRATEGIC_MERGE),
                            mapper.valueToTree(patch).toString());
        } catch (KubernetesClientException e) {
            ignoreIfGone(e);
        }
    }

    /** Says that the pod's processes are gone: the object may go too. */
    void delete(Pod pod) {
        String uri = "/api/v1/namespaces/" + pod.getMetadata().getNamespace() + "/pods/"
                + pod.getMetadata().getName();
        Map<String, Object> options = Map.of(
                "apiVersion",
                "v1",
                "kind",
                "DeleteOptions",
                "gracePeriodSeconds",
                0,
                "preconditions",
                Map.of("uid", pod.getMetadata().getUid()));
        try {
            client.raw(uri, "DELETE", options);
        } catch (KubernetesClientException e) {
            ignoreIfGone(e);
        }
    }

    private static void ignoreIfGone(KubernetesClientException e) {
        if (e.getCode() != NOT_FOUND && e.getCode() != CONFLICT) {
            throw e;
        }
    }

    /** Tells a transition. A lost Event is only logged. */
    void event(Pod pod, boolean warning, String reason, String note) {
        String now = ContainerState.time(Instant.now());
        var event = new EventBuilder()
                .withNewMetadata()
                .withNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName() + "." + Long.toHexString(System.nanoTime()))
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion("v1")
                .withKind("Pod")
                .withNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .withUid(pod.getMetadata().getUid())
                .endInvolvedObject()
                .withType(warning ? "Warning" : "Normal")
                .withReason(reason)
                .withMessage(note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note)
                .withNewSource("sandbox-agent", pod.getSpec().getNodeName())
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .build();
        try {
            client.resource(event).create();
        } catch (KubernetesClientException e) {
            LOG.log(Level.FINE, "event of " + pod.getMetadata().getName() + " lost", e);
        }
    }
}
