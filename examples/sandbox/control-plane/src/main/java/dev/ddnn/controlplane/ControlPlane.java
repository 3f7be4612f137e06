package dev.ddnn.controlplane;

import dev.ddnn.controlplane.programs.ConsoleProgress;
import dev.ddnn.controlplane.programs.KubernetesPrograms;
import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A running Kubernetes control plane. Closing it stops the scheduler, the controllers, the API server and etcd in this
 * order, in 10 seconds at most. All of them die with this JVM, also when it is killed.
 */
public final class ControlPlane implements AutoCloseable {

    private final Layout layout;
    private final Credentials credentials;
    private final RunningPrograms programs;
    private final DirectoryLock lock;
    private final CompletableFuture<ControlPlaneFailure> failure = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final @Nullable Thread hook;
    private volatile URI apiServerUrl = URI.create("https://127.0.0.1");

    private ControlPlane(
            Layout layout, Credentials credentials, RunningPrograms programs, DirectoryLock lock, boolean hooked) {
        this.layout = layout;
        this.credentials = credentials;
        this.programs = programs;
        this.lock = lock;
        this.hook = hooked ? new Thread(this::stop, "stop-control-plane") : null;
    }

    /**
     * Starts a control plane and returns when it is ready: the API server in about 3 seconds, all parts in about 4.
     *
     * @throws ProgramsUnavailable if the options name no programs and none can be found or compiled
     * @throws ControlPlaneFailure if a program fails or takes too long; nothing is left running
     * @throws InterruptedException if interrupted meanwhile; nothing is left running
     */
    public static ControlPlane start(ControlPlaneOptions options) throws ProgramsUnavailable, InterruptedException {
        var named = options.programs();
        var directory = named != null ? named : KubernetesPrograms.locate(ConsoleProgress.onStandardError());
        var layout = new Layout(options.directory());
        try {
            layout.create();
            var lock = DirectoryLock.tryAcquire(layout)
                    .orElseThrow(() -> new ControlPlaneFailure("Another control plane runs in " + layout.directory()
                            + ". Close it, or name another directory."));
            var credentials = Credentials.prepare(layout, options);
            var programs = new RunningPrograms(directory.toAbsolutePath(), layout);
            var plane = new ControlPlane(layout, credentials, programs, lock, options.shutdownHook());
            plane.launch(options);
            return plane;
        } catch (IOException e) {
            throw new ControlPlaneFailure("The control plane in " + options.directory() + " cannot be set up: " + e, e);
        }
    }

    private void launch(ControlPlaneOptions options) throws IOException, InterruptedException {
        boolean launched = false;
        if (hook != null) {
            Runtime.getRuntime().addShutdownHook(hook);
        }
        try {
            apiServerUrl = new Launch(options, layout, credentials, programs).run();
            launched = true;
        } finally {
            if (!launched) {
                close();
            }
        }
        programs.all().forEach(this::watch);
    }

    private void watch(RunningPrograms.Program program) {
        var unused = program.process().exit().thenRun(() -> {
            if (!closed.get()) {
                failure.complete(new ControlPlaneFailure(program.obituary()));
            }
        });
    }

    /** The API server's address, such as {@code https://127.0.0.1:39461}. */
    public URI apiServerUrl() {
        return apiServerUrl;
    }

    /** Where the control plane keeps its files; each program's log is {@code logs/PROGRAM.log} in it. */
    public Path directory() {
        return layout.directory();
    }

    /** What the groups named by {@link ControlPlaneOptions#auditedGroups()} asked of the API server, one JSON object a line. */
    public Path auditLog() {
        return layout.auditLog();
    }

    /** The admin's kubeconfig. */
    public Path kubeconfig() {
        return kubeconfig(TokenUser.ADMIN.name());
    }

    /** The kubeconfig of one of the users that the options named. */
    public Path kubeconfig(String user) {
        return layout.kubeconfig(credentials.user(user));
    }

    /** The admin's bearer token. */
    public String adminToken() {
        return token(TokenUser.ADMIN.name());
    }

    /** The bearer token of one of the users that the options named. */
    public String token(String user) {
        return credentials.token(user);
    }

    /** PEM file with the certificates by which the API server is known. */
    public Path certificateAuthority() {
        return layout.apiServerCertificate();
    }

    /** Trusts the API server and nobody else, for clients that speak plain HTTPS. */
    public SSLContext sslContext() {
        try {
            return ApiProbe.trusting(layout.apiServerCertificate());
        } catch (IOException e) {
            throw new ControlPlaneFailure("The API server's certificate cannot be read: " + e, e);
        }
    }

    /**
     * PEM file with the certificate that the API server shows when it calls a node, for instance for logs. A node that
     * trusts exactly this one serves nobody else.
     */
    public Path kubeletClientCertificate() {
        return layout.kubeletClientCertificate();
    }

    /** Runs kubectl as the admin, in the working directory of this JVM, and waits for its end. */
    public KubectlResult kubectl(String... arguments) throws InterruptedException {
        return kubectlAs(TokenUser.ADMIN.name(), arguments);
    }

    /** Runs kubectl as one of the users that the options named. */
    public KubectlResult kubectlAs(String user, String... arguments) throws InterruptedException {
        return new Kubectl(programs, layout).run(credentials.user(user), List.of(arguments));
    }

    /** Completes, with the reason, when a program ends although nobody closed the control plane. */
    public CompletableFuture<ControlPlaneFailure> failure() {
        return failure.copy();
    }

    @Override
    public void close() {
        if (hook != null && !closed.get()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException endingAnyway) {
                // The JVM is ending and runs the hook itself; stop() waits until that is done.
            }
        }
        stop();
    }

    /** Whoever comes second waits for the first: after this, nothing runs. */
    private synchronized void stop() {
        if (closed.getAndSet(true)) {
            return;
        }
        programs.stopAll();
        try {
            lock.close();
        } catch (IOException e) {
            throw new ControlPlaneFailure("The lock in " + layout.directory() + " cannot be released: " + e, e);
        }
    }
}
