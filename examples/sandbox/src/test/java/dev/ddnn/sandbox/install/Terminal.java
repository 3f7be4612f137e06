package dev.ddnn.sandbox.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.controlplane.programs.ConsoleProgress;
import dev.ddnn.controlplane.programs.HelmProgram;
import dev.ddnn.sandbox.launch.Checkout;
import dev.ddnn.sandbox.launch.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where an administrator types commands: the project's root, with kubectl and Helm at hand. */
final class Terminal {
    private final Sandbox sandbox;
    private final Path folder;

    /** @param folder for what the commands print and cache */
    Terminal(Sandbox sandbox, Path folder) {
        this.sandbox = sandbox;
        this.folder = folder;
    }

    void runAll(List<String> commands) throws Exception {
        for (String command : commands) {
            System.out.println("$ " + command);
            System.out.print(run(command));
        }
    }

    /** What it printed; fails the test unless it ended well. */
    String run(String command) throws Exception {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        Path programs = Files.createDirectories(folder.resolve("bin"));
        link(programs.resolve("kubectl"), sandbox.kubectl());
        link(programs.resolve("helm"), HelmProgram.locate(ConsoleProgress.onStandardError()));
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command)
                .directory(Checkout.find().root().toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("PATH", programs + ":/usr/bin:/bin");
        builder.environment().put("HOME", folder.toString());
        builder.environment()
                .put("KUBECONFIG", sandbox.controlPlane().kubeconfig().toString());
        int exit = builder.start().waitFor();
        String said = Files.readString(output);
        assertThat(exit).as("%s: %s%s", command, said, Files.readString(errors)).isZero();
        return said;
    }

    private static void link(Path link, Path target) throws Exception {
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, target);
        }
    }
}
