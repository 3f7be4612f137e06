package dev.ddnn.controlplane;

import dev.ddnn.controlplane.RunningPrograms.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** The steps of a start, each waiting for what the next one needs. Whoever calls it stops what was started on failure. */
final class Launch {

    private static final Duration LOOK_EVERY = Duration.ofMillis(40);
    private static final int PORT_ATTEMPTS = 5;
    private static final String PORT_TAKEN = "address already in use";

    private final ControlPlaneOptions options;
    private final Layout layout;
    private final Credentials credentials;
    private final RunningPrograms programs;
    private final Commands commands;

    Launch(ControlPlaneOptions options, Layout layout, Credentials credentials, RunningPrograms programs) {
        this.options = options;
        this.layout = layout;
        this.credentials = credentials;
        this.programs = programs;
        this.commands = new Commands(layout, options);
    }

    /** A question with a yes or no answer that may take a moment. */
    private interface Condition {
        boolean isMet() throws IOException, InterruptedException;
    }

    /** Starts everything that the options ask for and returns the API server's address once all of it works. */
    URI run() throws IOException, InterruptedException {
        programs.start(commands.etcd());
        var server = startApiServer();
        credentials.writeKubeconfigs(server);
        if (options.parts() == Parts.ALL) {
            programs.start(commands.controllerManager());
            var scheduler = programs.start(commands.scheduler());
            var probe = probe(server);
            // Its default service account exists once the controllers run; before, no pod is admitted.
            var account = "/api/v1/namespaces/default/serviceaccounts/default";
            await("default service account", scheduler, () -> probe.succeeds(account));
        }
        return server;
    }

    private URI startApiServer() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            int port = options.port() != 0 ? options.port() : freePort();
            var server = URI.create("https://" + options.bindAddress() + ":" + port);
            var program = programs.start(commands.apiServer(port));
            if (becomesReady(program, server)) {
                return server;
            }
            programs.forget(program);
            if (options.port() != 0 || attempt == PORT_ATTEMPTS) {
                throw new ControlPlaneFailure("port " + port + " of " + options.bindAddress() + " is taken. "
                        + (options.port() != 0 ? "Name another or 0 for a free one." : "So were those tried before."));
            }
        }
    }

    /** False if the port was taken between the choice and the start: another one may do. */
    private boolean becomesReady(Program program, URI server) throws IOException, InterruptedException {
        try {
            // The key is written after the certificate, so that this one is whole then.
            await("certificate of the API server", program, () -> Files.exists(layout.apiServerKey()));
            var probe = probe(server);
            await("readiness of the API server", program, () -> probe.succeeds("/readyz"));
            return true;
        } catch (ControlPlaneFailure e) {
            if (!program.process().isAlive() && program.tail().contains(PORT_TAKEN)) {
                return false;
            }
            throw e;
        }
    }

    private ApiProbe probe(URI server) throws IOException {
        var trust = ApiProbe.trusting(layout.apiServerCertificate());
        return ApiProbe.of(trust, server, credentials.token(TokenUser.ADMIN.name()));
    }

    private void await(String what, Program program, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + options.startTimeout().toNanos();
        while (!condition.isMet()) {
            var ended = programs.ended();
            if (ended.isPresent()) {
                throw new ControlPlaneFailure(
                        "While waiting for the " + what + ": " + ended.get().obituary());
            }
            if (System.nanoTime() > deadline) {
                throw new ControlPlaneFailure(
                        "No " + what + " within " + options.startTimeout().toSeconds() + " s. " + program.tail());
            }
            pause(program);
        }
    }

    /** Waits a moment, or until the program ends. */
    private static void pause(Program program) throws InterruptedException {
        try {
            program.process().await(LOOK_EVERY);
        } catch (TimeoutException stillRunning) {
            return;
        }
    }

    /** A port that nobody uses now. Somebody may take it before the API server does, which is noticed. */
    private int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(options.bindAddress()))) {
            return socket.getLocalPort();
        }
    }
}
