package dev.ddnn.operator.cluster;

import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.LinkBytes;
import dev.ddnn.contract.report.PodReport.Metered;
import dev.ddnn.contract.report.PodReport.Samples;
import java.util.List;
import java.util.Map;

/** What a pod of a scene's gateway reports, which answers every sample itself. */
final class GatewayReports {
    private GatewayReports() {}

    /** 100 bytes up and 10 down for each sample. */
    static void report(Scene scene, long sequence, long samples) {
        scene.harness.hub.report(of(scene, sequence, samples));
    }

    /** The bill that came with the DDNN is of the month in which it is made; a test that plays another month goes without. */
    static void withoutBill(Scene scene) {
        scene.harness
                .admin
                .resources(DDNNUsage.class)
                .inNamespace(scene.namespace)
                .delete();
    }

    /** UID of the pod. */
    static String pod(Scene scene) {
        return "pod-of-" + scene.namespace;
    }

    /** The same, for a test to change. */
    static PodReport of(Scene scene, long sequence, long samples) {
        return of(scene, pod(scene), "node", sequence, samples);
    }

    /** What another pod says, on a node of its own. */
    static PodReport of(Scene scene, String pod, String node, long sequence, long samples) {
        return new PodReport(
                pod,
                "boot",
                sequence,
                "pod",
                node,
                scene.namespace,
                Scene.NAME,
                "gateway",
                "b",
                null,
                null,
                List.of(),
                new Samples(samples, samples, 0, 0, Map.of()),
                new LinkBytes(100 * samples, 10 * samples, 0, 0),
                List.of(),
                null,
                new Metered(1L, 1L, Map.of("gateway", samples)),
                null);
    }
}
