package dev.ddnn.sandbox.launch;

import dev.ddnn.sandbox.pod.Images;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The project's files on this machine.
 *
 * @param root of the checkout
 */
public record Checkout(Path root) {
    private static final String VERSION = "0.1.0-SNAPSHOT";

    /** Searched from the working directory upwards, unless the system property {@code ddnn.root} names it. */
    public static Checkout find() {
        String named = System.getProperty("ddnn.root");
        if (named != null) {
            return new Checkout(Path.of(named).toAbsolutePath());
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path at = here; at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("operator/install/base")) && Files.isDirectory(at.resolve("examples"))) {
                return new Checkout(at);
            }
        }
        throw new IllegalStateException("no checkout of the project at or above " + here);
    }

    /** The three images as the modules' builds leave them. */
    public Images images() {
        return new Images(Map.of(
                "ddnn.dev/operator:" + VERSION, root.resolve("operator/target/quarkus-app"),
                "ddnn.dev/hub:" + VERSION, root.resolve("inference-pods/hub/target/quarkus-app"),
                "ddnn.dev/section-pod:" + VERSION, root.resolve("inference-pods/section-pod/target/quarkus-app")));
    }

    /** What {@code kubectl apply -k} installs on any cluster. */
    public Path installation() {
        return root.resolve("operator/install/base");
    }

    /** Folder of a story: a name in {@code examples}, or a path. */
    public Path story(String name) {
        Path inExamples = root.resolve("examples").resolve(name);
        return Files.isDirectory(inExamples) ? inExamples : Path.of(name).toAbsolutePath();
    }
}
