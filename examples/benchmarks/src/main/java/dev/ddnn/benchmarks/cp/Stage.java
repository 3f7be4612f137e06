package dev.ddnn.benchmarks.cp;

import dev.ddnn.benchmarks.bare.BareController;
import dev.ddnn.benchmarks.played.PlayedHub;
import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged operator and the bare controller, each in a process of its own, on one ground. */
public final class Stage implements AutoCloseable {
    /** What the installation's memory limit comes to. */
    private static final String HEAP = "-Xmx128m";

    private static final List<String> LIKE_THE_OPERATOR = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", HEAP);
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration QUIET_LIMIT = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 200;
    private static final String SAMPLE = "sample-of-children";

    private final Ground ground;
    private final Path root;
    private final Path operatorKubeconfig;
    private final Contender ours;
    private final Contender bare;
    private final JavaProcess bareProcess;
    private JavaProcess operator;

    private Stage(Ground ground, Path root) throws IOException, InterruptedException {
        this.ground = ground;
        this.root = root;
        operatorKubeconfig = ground.operatorKubeconfig();
        ours = new Contender(ground.admin, Ground.DDNN, Ground.OURS, Ground.resource("ddnn.yaml"), this::checkOperator);
        operator = startOperator();
        ours.run(List.of(SAMPLE));
        Path children = ground.children(SAMPLE);
        ours.clear();
        bare = new Contender(
                ground.admin,
                BareController.KIND,
                Ground.BARE,
                Ground.resource("ddnn.yaml")
                        .replace("ddnn.dev/v1alpha1", "bench.ddnn.dev/v1")
                        .replace("kind: DDNN", "kind: Bare")
                        .replace(Ground.OURS, Ground.BARE),
                this::check);
        bareProcess = startBare(children);
    }

    /**
     * Starts everything.
     *
     * @param root of the checkout, built
     * @param directory for what the programs write
     */
    public static Stage start(Path root, Path directory) throws IOException, ProgramsUnavailable, InterruptedException {
        var ground = Ground.start(root, directory);
        boolean complete = false;
        try {
            var stage = new Stage(ground, root);
            complete = true;
            return stage;
        } finally {
            if (!complete) {
                ground.close();
            }
        }
    }

    Contender ours() {
        return ours;
    }

    Contender bare() {
        return bare;
    }

    PlayedHub hub() {
        return ground.hub;
    }

    JavaProcess operator() {
        return operator;
    }

    JavaProcess bareProcess() {
        return bareProcess;
    }

    /** Takes everything away that the two serve. */
    void clear() throws InterruptedException {
        check();
        bare.clear();
        ours.clear();
        ground.hub.forgetAll();
    }

    /** Whether the API server refuses the operator's writes for now. */
    void jam(boolean on) throws IOException, InterruptedException {
        ground.jam(on);
    }

    /** Something changes in a Deployment of that DDNN that nobody cares for. */
    void flap(String ddnn) {
        ground.flap(ddnn + "-cloud");
    }

    /** The operator's calls since the last time. */
    List<Call> operatorCalls() throws IOException {
        check();
        return ground.audit.take().stream()
                .filter(call -> "ddnn-operator".equals(call.user()))
                .toList();
    }

    /** The operator's calls since the last time, once it has written nothing for a while. */
    List<Call> callsUntilQuiet() throws IOException, InterruptedException {
        var all = new ArrayList<Call>();
        long deadline = System.nanoTime() + QUIET_LIMIT.toNanos();
        long quietSince = System.nanoTime();
        while (System.nanoTime() - quietSince < QUIET.toNanos()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the operator does not come to rest: " + Call.byKind(all));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            List<Call> calls = operatorCalls();
            all.addAll(calls);
            if (calls.stream().anyMatch(Call::isWrite)) {
                quietSince = System.nanoTime();
            }
        }
        return all;
    }

    /** Kills the operator and starts it anew. */
    void restartOperator() throws IOException {
        operator.kill();
        operator = startOperator();
    }

    private JavaProcess startOperator() throws IOException {
        Path entrypoint = root.resolve("operator/target/quarkus-app/entrypoint");
        return JavaProcess.start(
                "operator",
                ground.directory(),
                List.of(entrypoint.toString()),
                Map.of(
                        "JAVA_TOOL_OPTIONS", HEAP,
                        "KUBECONFIG", operatorKubeconfig.toString(),
                        "DDNN_HUB_URL", ground.hub.url(),
                        "QUARKUS_HTTP_HOST", "127.0.0.1",
                        "QUARKUS_HTTP_PORT", Integer.toString(freePort())));
    }

    private JavaProcess startBare(Path children) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LIKE_THE_OPERATOR);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BareController.class.getName()));
        command.addAll(List.of(ground.bareKubeconfig().toString(), Ground.BARE, children.toString()));
        JavaProcess started = JavaProcess.start("bare", ground.directory(), command, Map.of());
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!started.said().contains("watching")) {
            started.check();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the bare controller does not start: " + started.said());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return started;
    }

    private void checkOperator() {
        operator.check();
    }

    private void check() {
        checkOperator();
        bareProcess.check();
        ground.check();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        ours.close();
        bare.close();
        operator.close();
        bareProcess.close();
        ground.close();
    }
}
