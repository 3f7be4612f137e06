package dev.ddnn.sandbox.launch;

import dev.ddnn.sandbox.pod.Images;
import dev.ddnn.sandbox.story.InvalidStoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

    /**
     * Folder of a story: a name in {@code examples}, or a path.
     *
     * @throws InvalidStoryException if it is neither; names those in {@code examples}
     */
    public Path story(String name) throws IOException {
        Path inExamples = root.resolve("examples").resolve(name);
        if (Files.isDirectory(inExamples)) {
            return inExamples;
        }
        Path elsewhere = Path.of(name).toAbsolutePath();
        if (Files.isDirectory(elsewhere)) {
            return elsewhere;
        }
        throw new InvalidStoryException("there is no story '" + name + "': it must be one of " + stories()
                + ", or the path of a folder with a story.yaml");
    }

    private List<String> stories() throws IOException {
        try (Stream<Path> folders = Files.list(root.resolve("examples"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("story.yaml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
