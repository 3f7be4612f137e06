package dev.ddnn.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Helm and kubectl, run from the project's root as a person runs them.
 *
 * @param cluster kubeconfig of the cluster that they talk to; null: none
 */
record Tools(Path helm, Path kubectl, @Nullable Path cluster) {
    /** How a command ended, and what it said. */
    record Result(int exit, String output, String errors) {}

    Tools at(Path kubeconfig) {
        return new Tools(helm, kubectl, kubeconfig);
    }

    /** Renders the chart as its installation into a namespace would. */
    Result template(String namespace, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "helm", "template", "ddnn", "operator/install/chart", "-n", namespace, "--kube-version", "1.35.0"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** What it printed; fails the test unless it ended well. */
    String ok(String... command) throws IOException, InterruptedException {
        Result result = run(List.of(command));
        assertThat(result.exit())
                .as("%s: %s%s", String.join(" ", command), result.output(), result.errors())
                .isZero();
        return result.output();
    }

    Result run(List<String> command) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tools-");
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        List<String> resolved = new ArrayList<>(command);
        resolved.set(0, ("helm".equals(command.get(0)) ? helm : kubectl).toString());
        ProcessBuilder builder = new ProcessBuilder(resolved)
                .directory(Path.of("..").toAbsolutePath().normalize().toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("HOME", directory.toString());
        environment.put("KUBECONFIG", cluster == null ? "/dev/null" : cluster.toString());
        int exit = builder.start().waitFor();
        return new Result(
                exit,
                Files.readString(output, StandardCharsets.UTF_8),
                Files.readString(errors, StandardCharsets.UTF_8));
    }
}
