package dev.ddnn.operator.cluster;

import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddnn.controlplane.ControlPlane;
import dev.ddnn.operator.config.ChaChaFirst;
import dev.ddnn.operator.config.LeanObjects;
import dev.ddnn.operator.desired.Surroundings;
import dev.ddnn.operator.events.ClusterEvents;
import dev.ddnn.operator.events.EventPublisher;
import dev.ddnn.operator.later.Afterwards;
import dev.ddnn.operator.later.Rush;
import dev.ddnn.operator.observe.HubClient;
import dev.ddnn.operator.observe.Observer;
import dev.ddnn.operator.reconcile.DDNNNodePoolReconciler;
import dev.ddnn.operator.reconcile.DDNNQuotaReconciler;
import dev.ddnn.operator.reconcile.DDNNReconciler;
import dev.ddnn.operator.reconcile.Farewells;
import dev.ddnn.operator.reconcile.Informers;
import dev.ddnn.operator.reconcile.NodeGroupWatch;
import dev.ddnn.operator.reconcile.Visits;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The operator in the test's JVM, against a real control plane, with the service account and the Role that the install manifests
 * give it. One for all tests of a JVM; tests keep apart by namespaces and pools.
 */
final class Harness {
    /** As in the packaged operator; one for all clients, since each would keep its threads for ever. */
    /** As the operator has it. */
    private static final HttpClient.Factory HTTP = new VertxHttpClientFactory(new ChaChaFirst(Vertx.vertx()));

    /** As in the packaged operator; the tests themselves see everything. */
    private static final KubernetesSerialization LEAN = lean();

    /** How long the tests' own requests may take, in ms: they also clean up while many plays load the server; operators keep the default. */
    private static final int PATIENT = 60_000;

    private static @Nullable Harness shared;
    private static final AtomicInteger COUNTER = new AtomicInteger();

    final ControlPlane plane;
    final KubernetesClient admin;
    final FakeHub hub = new FakeHub();
    final Nodes nodes;
    final FakeKubelet kubelet;
    final WriteCounter writes = new WriteCounter();
    /** One for all operators, since each would keep a thread. */
    final HubClient hubClient = new HubClient(hub.url(), null);

    private final Farewells farewells = new Farewells();
    private final Rush rush = new Rush();
    private final Afterwards afterwards = new Afterwards(4000, Duration.ofSeconds(3), rush);
    private @Nullable Operator operator;
    private @Nullable Commits commits;

    private Harness(ControlPlane plane) throws InterruptedException {
        this.plane = plane;
        admin = client(plane.adminToken(), new Interceptor() {}, PATIENT, new KubernetesSerialization());
        nodes = new Nodes(admin);
        kubelet = new FakeKubelet(admin, hub);
        install();
        startOperator();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "close-harness"));
    }

    static synchronized Harness on(ControlPlane plane) throws InterruptedException {
        if (shared == null) {
            shared = new Harness(plane);
        }
        return shared;
    }

    /** A new namespace with its default service account. */
    String namespace() {
        String name = "test-" + COUNTER.incrementAndGet();
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        Await.until(
                "default service account of " + name,
                () -> admin.serviceAccounts()
                                .inNamespace(name)
                                .withName("default")
                                .get()
                        != null);
        return name;
    }

    /** The Pod Security Standard that the namespace enforces. */
    void enforce(String namespace, String level) {
        admin.namespaces().withName(namespace).edit(found -> {
            found.getMetadata().setLabels(Map.of("pod-security.kubernetes.io/enforce", level));
            return found;
        });
    }

    /** Starts it; one that finds its connection closed while it starts ends, and as Kubernetes does, another is started. */
    void startOperator() {
        try {
            operator = started();
        } catch (OperatorException e) {
            System.out.println("the operator did not start, another is tried: " + e);
            operator = started();
        }
    }

    private Operator started() {
        KubernetesClient client = client(serviceAccountToken(), writes);
        Operator started = operator(client);
        var informers = new Informers(new NodeGroupWatch(client));
        started.register(reconciler(client, informers));
        started.register(new DDNNNodePoolReconciler(informers, Clock.systemUTC()));
        started.register(new DDNNQuotaReconciler(
                new EventPublisher(new ClusterEvents(client)), farewells, informers, Clock.systemUTC()));
        started.start();
        return started;
    }

    /** An operator for the DDNNs of one namespace alone, whose requests all pass the interceptor. The caller stops it. */
    Operator startOperator(String namespace, Interceptor interceptor) {
        return startOperator(namespace, interceptor, this::reconciler);
    }

    /** The same with a reconciler that a test makes. */
    Operator startOperator(
            String namespace,
            Interceptor interceptor,
            BiFunction<KubernetesClient, Informers, DDNNReconciler> reconciler) {
        return startOperator(namespace, client(serviceAccountToken(), interceptor), reconciler);
    }

    /** The same with a client that a test makes, which the operator closes. */
    Operator startOperator(
            String namespace,
            KubernetesClient client,
            BiFunction<KubernetesClient, Informers, DDNNReconciler> reconciler) {
        Operator started = operator(client);
        started.register(
                reconciler.apply(client, new Informers(new NodeGroupWatch(client))),
                overrider -> overrider.settingNamespaces(namespace));
        started.start();
        return started;
    }

    /** Everything that is committed from now on, of which tests keep a chronicle each. */
    synchronized Commits commits() {
        var known = commits;
        if (known == null) {
            known = new Commits(admin);
            commits = known;
        }
        return known;
    }

    private static Operator operator(KubernetesClient client) {
        return new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withConcurrentReconciliationThreads(8)
                .withReconciliationTerminationTimeout(Duration.ofSeconds(5))
                .withCloseClientOnStop(true));
    }

    DDNNReconciler reconciler(KubernetesClient client, Informers informers) {
        return new DDNNReconciler(
                new Observer(hubClient),
                new EventPublisher(new ClusterEvents(client)),
                surroundings(),
                new Visits(rush),
                farewells,
                informers,
                Clock.systemUTC(),
                afterwards);
    }

    Surroundings surroundings() {
        return new Surroundings("ddnn.dev/section-pod:0.1.0-SNAPSHOT", hub.url());
    }

    void stopOperator() {
        if (operator != null) {
            stop(operator);
            operator = null;
        }
    }

    /** Stops an operator with the timers that the framework leaves behind: those of hundreds would take a core to do nothing. */
    static void stop(Operator operator) {
        operator.stop();
        operator.getConfigurationService()
                .getExecutorServiceManager()
                .scheduledExecutorService()
                .shutdownNow();
    }

    private void install() throws InterruptedException {
        plane.kubectl("apply", "--server-side", "-k", "install/base").orFail();
        plane.kubectl("wait", "--for=condition=Established", "--timeout=180s", "crd", "ddnns.ddnn.dev")
                .orFail();
        plane.kubectl("wait", "--for=condition=Established", "--timeout=180s", "crd", "ddnnnodepools.ddnn.dev")
                .orFail();
        plane.kubectl("wait", "--for=condition=Established", "--timeout=180s", "crd", "ddnnrevisions.ddnn.dev")
                .orFail();
        plane.kubectl("wait", "--for=condition=Established", "--timeout=180s", "crd", "ddnnquotas.ddnn.dev")
                .orFail();
        plane.kubectl("wait", "--for=condition=Established", "--timeout=180s", "crd", "ddnnusages.ddnn.dev")
                .orFail();
    }

    /** With the operator's rights and no others; the caller closes it. */
    KubernetesClient operatorClient() {
        return client(serviceAccountToken(), new Interceptor() {});
    }

    /** The same, which reads what it gets through one more module. */
    KubernetesClient operatorClient(Module reading) {
        int timeout = Config.empty().getRequestTimeout();
        return client(serviceAccountToken(), new Interceptor() {}, timeout, lean(reading));
    }

    String serviceAccountToken() {
        return token("ddnn-system", "ddnn-operator");
    }

    /** A token of any service account. */
    String token(String namespace, String account) {
        return admin.serviceAccounts()
                .inNamespace(namespace)
                .withName(account)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    private KubernetesClient client(String token, Interceptor interceptor) {
        return client(token, interceptor, Config.empty().getRequestTimeout(), LEAN);
    }

    private static KubernetesSerialization lean(Module... more) {
        var mapper = new ObjectMapper();
        new LeanObjects().customize(mapper);
        mapper.registerModules(more);
        return new KubernetesSerialization(mapper, true);
    }

    private KubernetesClient client(
            String token, Interceptor interceptor, int requestTimeoutMillis, KubernetesSerialization serialization) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(plane.apiServerUrl().toString())
                .withCaCertFile(plane.certificateAuthority().toString())
                .withOauthToken(token)
                .withRequestTimeout(requestTimeoutMillis)
                .build();
        return new KubernetesClientBuilder()
                .withHttpClientFactory(HTTP)
                .withConfig(config)
                .withKubernetesSerialization(serialization)
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("test", interceptor))
                .build();
    }

    private void close() {
        stopOperator();
        afterwards.close();
        nodes.close();
        hub.close();
    }
}
