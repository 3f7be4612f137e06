package dev.ddnn.controlplane;

import dev.ddnn.controlplane.process.ProcessSpawner;
import dev.ddnn.controlplane.process.ProcessSpec;
import dev.ddnn.controlplane.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Runs the kubectl that belongs to the control plane, as one of its users. */
final class Kubectl {

    private final RunningPrograms programs;
    private final Layout layout;

    Kubectl(RunningPrograms programs, Layout layout) {
        this.programs = programs;
        this.layout = layout;
    }

    KubectlResult run(TokenUser user, List<String> arguments) throws InterruptedException {
        try {
            var output = Files.createTempFile(layout.temporary(), "kubectl", ".out");
            var errors = Files.createTempFile(layout.temporary(), "kubectl", ".err");
            try {
                int exit = run(user, arguments, output, errors);
                return new KubectlResult(exit, Files.readString(output), Files.readString(errors));
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new ControlPlaneFailure("kubectl cannot be run: " + e, e);
        }
    }

    private int run(TokenUser user, List<String> arguments, Path output, Path errors)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Commands.KUBECTL, "--kubeconfig=" + layout.kubeconfig(user)));
        command.addAll(arguments);
        var environment = new HashMap<>(programs.environment());
        environment.put(
                "KUBECACHEDIR", layout.directory().resolve("kubectl-cache").toString());
        var here = Path.of("").toAbsolutePath(); // relative -f FILE means what it means to the caller
        var process =
                ProcessSpawner.spawn(new ProcessSpec(programs.resolve(command), environment, here, output, errors));
        try {
            return process.exit().get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            process.signal(Signal.KILL);
            throw e;
        }
    }
}
