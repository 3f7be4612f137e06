package dev.ddnn.operator.cluster;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The nodes and pods of a scene. A pod reads its ConfigMap when it starts and then only when it is told to, at once or a moment later,
 * in any order. What it follows is written onto the pod before it calls home, so that it can be judged from outside.
 */
final class PromptPods {
    /** Hash of the configuration that the pod follows. */
    static final String FOLLOWS = "test.ddnn.dev/follows";

    private static final String READ_AT = "test.ddnn.dev/told";
    private static final String REPORTED = "test.ddnn.dev/reported";
    private static final PatchContext MERGE = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager("kubelet")
            .build();

    private final Scene scene;
    private final Chronicle chronicle;
    private final Random random;

    PromptPods(Scene scene, Chronicle chronicle, long seed) {
        this.scene = scene;
        this.chronicle = chronicle;
        this.random = new Random(seed);
    }

    /** What may have happened since the last time happens. */
    void tick() {
        List<Pod> pods = new ArrayList<>(chronicle.pods());
        Collections.shuffle(pods, random);
        for (Pod pod : pods) {
            if (pod.getMetadata().getDeletionTimestamp() != null) {
                scene.harness.admin.resource(pod).withGracePeriod(0).delete();
            } else if (pod.getSpec().getNodeName() != null && random.nextInt(3) > 0) {
                live(pod);
            }
        }
    }

    private void live(Pod pod) {
        boolean started = annotation(pod, FOLLOWS).isPresent();
        String told = annotation(pod, Labels.CONFIG).orElse("");
        if (started && told.equals(annotation(pod, READ_AT).orElse(""))) {
            return;
        }
        config(pod).ifPresent(text -> {
            SectionConfig config = ContractJson.read(text, SectionConfig.class);
            Optional<Pod> follows = annotate(pod, Map.of(FOLLOWS, ContractJson.hash(text)));
            scene.harness.kubelet.report(pod, text, config);
            follows.filter(starts -> !started).ifPresent(starts -> scene.harness.kubelet.setReady(starts, true));
            annotate(pod, Map.of(READ_AT, told, REPORTED, ContractJson.hash(text)));
        });
    }

    private Optional<String> config(Pod pod) {
        return Optional.ofNullable(scene.harness
                        .admin
                        .configMaps()
                        .inNamespace(scene.namespace)
                        .withName(
                                Scene.NAME + "-" + pod.getMetadata().getLabels().get(Labels.SECTION))
                        .get())
                .map(map -> map.getData().get(SectionConfig.FILE));
    }

    private Optional<Pod> annotate(Pod pod, Map<String, String> annotations) {
        try {
            return Optional.of(scene.harness
                    .admin
                    .pods()
                    .inNamespace(scene.namespace)
                    .withName(pod.getMetadata().getName())
                    .patch(
                            MERGE,
                            scene.harness
                                    .admin
                                    .getKubernetesSerialization()
                                    .asJson(Map.of("metadata", Map.of("annotations", annotations)))));
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404) {
                throw e;
            }
            return Optional.empty();
        }
    }

    static Optional<String> annotation(Pod pod, String key) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations()).map(annotations -> annotations.get(key));
    }
}
