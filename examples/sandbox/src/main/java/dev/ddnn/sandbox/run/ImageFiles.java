package dev.ddnn.sandbox.run;

import dev.ddnn.sandbox.launch.StoryFailure;
import io.fabric8.kubernetes.api.model.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Makes the images as files and has the user's command bring them to the nodes. */
final class ImageFiles {
    private static final List<String> NAMES = List.of("operator", "hub", "section-pod", "story-client");

    private final Path root;
    private final Consumer<String> tell;

    /** @param root of the checkout */
    ImageFiles(Path root, Consumer<String> tell) {
        this.root = root;
        this.tell = tell;
    }

    /** For each architecture that the nodes have. */
    void load(String command, List<Node> nodes) throws IOException, InterruptedException {
        TreeSet<String> architectures = new TreeSet<>();
        nodes.forEach(n -> architectures.add(n.getStatus().getNodeInfo().getArchitecture()));
        Path folder = root.resolve("operator/images/target/images");
        List<String> files = new ArrayList<>();
        for (String architecture : architectures) {
            tell.accept("making the images for " + architecture + ": operator/install/images tar --out " + folder
                    + " --arch " + architecture);
            run(List.of(
                    root.resolve("operator/install/images").toString(),
                    "tar",
                    "--out",
                    folder.toString(),
                    "--arch",
                    architecture));
            NAMES.forEach(n ->
                    files.add(folder.resolve(n + "-" + architecture + ".tar").toString()));
        }
        for (String file : files) {
            if (!Files.isRegularFile(Path.of(file))) {
                throw new StoryFailure("operator/install/images must write " + file + ", but did not");
            }
        }
        tell.accept("loading them: " + command + " " + String.join(" ", files));
        List<String> shell = new ArrayList<>(List.of("/bin/sh", "-c", command + " \"$@\"", "load"));
        shell.addAll(files);
        run(shell);
    }

    /** What it prints goes to standard error, by the same descriptor as ours: standard output belongs to the table. */
    private static void run(List<String> command) throws IOException, InterruptedException {
        List<String> redirected = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" >&2", "sh"));
        redirected.addAll(command);
        Process process = new ProcessBuilder(redirected)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int code;
        try {
            code = process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw e;
        }
        if (code != 0) {
            throw new StoryFailure(command + " ended with " + code);
        }
    }
}
