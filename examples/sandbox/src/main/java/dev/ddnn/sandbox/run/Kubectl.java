package dev.ddnn.sandbox.run;

import dev.ddnn.controlplane.programs.KubernetesPrograms;
import dev.ddnn.sandbox.launch.StoryFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The user's kubectl, or the one that was compiled for the sandbox. */
final class Kubectl {
    private final Path program;
    private final Path kubeconfig;

    private Kubectl(Path program, Path kubeconfig) {
        this.program = program;
        this.kubeconfig = kubeconfig;
    }

    /** Searches the path first, then the sandbox's cache; compiles nothing. */
    static Optional<Kubectl> find(Path kubeconfig) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(d -> !d.isEmpty())
                .map(Path::of)
                .map(d -> d.resolve("kubectl"))
                .filter(Files::isExecutable)
                .findFirst()
                .or(() -> KubernetesPrograms.present().map(d -> d.resolve("kubectl")))
                .map(program -> new Kubectl(program, kubeconfig));
    }

    /**
     * Runs it.
     *
     * @return what it wrote on standard output
     * @throws StoryFailure with what it wrote on standard error
     */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--kubeconfig=" + kubeconfig));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("ddnn-kubectl", ".out");
        Path errors = Files.createTempFile("ddnn-kubectl", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            int code = exitCode(process);
            if (code != 0) {
                throw new StoryFailure("kubectl " + String.join(" ", arguments) + " failed: "
                        + Files.readString(errors).strip());
            }
            return Files.readString(output);
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static int exitCode(Process process) throws InterruptedException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw e;
        }
    }
}
