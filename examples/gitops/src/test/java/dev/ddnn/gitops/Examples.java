package dev.ddnn.gitops;

import dev.ddnn.controlplane.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The manifests that users apply. */
final class Examples {
    private static final Path ROOT = Path.of("..");

    private Examples() {}

    /** Our kinds in the API server, whoever applied them before. */
    static void install(ControlPlane plane) throws InterruptedException {
        plane.kubectl("apply", "--server-side", "--force-conflicts", "-k", "../../crds/manifests")
                .orFail();
        plane.kubectl(
                        "wait",
                        "--for=condition=Established",
                        "--timeout=180s",
                        "crd/ddnns.ddnn.dev",
                        "crd/ddnnnodepools.ddnn.dev",
                        "crd/ddnnquotas.ddnn.dev")
                .orFail();
    }

    /** Applies as GitOps tools do. */
    static String apply(ControlPlane plane, Path path) throws InterruptedException {
        return plane.kubectl("apply", "--server-side", "--field-manager=gitops", "-f", path.toString())
                .orFail();
    }

    /** The manifest folders of all stories. */
    static List<Path> folders() throws IOException {
        try (Stream<Path> stories = Files.list(ROOT)) {
            return stories.map(story -> story.resolve("manifests"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        }
    }
}
