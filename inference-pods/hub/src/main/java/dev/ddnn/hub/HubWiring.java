package dev.ddnn.hub;

import dev.ddnn.hub.access.Authorities;
import dev.ddnn.hub.access.S3Defaults;
import dev.ddnn.hub.caller.CallerCheck;
import dev.ddnn.hub.caller.ClusterTokenReviewer;
import dev.ddnn.hub.caller.OperatorOnly;
import dev.ddnn.hub.caller.RememberedReviews;
import dev.ddnn.hub.cut.CutDesk;
import dev.ddnn.hub.cut.SectionStore;
import dev.ddnn.hub.reports.ReportStore;
import dev.ddnn.hub.secret.ClusterSecrets;
import dev.ddnn.hub.secret.SecretReader;
import dev.ddnn.hub.serve.UploadRules;
import dev.ddnn.hub.source.FetchLimits;
import dev.ddnn.hub.source.HttpFetcher;
import dev.ddnn.hub.source.ModelSources;
import dev.ddnn.hub.source.RemoteSources;
import dev.ddnn.hub.source.TargetRule;
import dev.ddnn.hub.source.Uploads;
import dev.ddnn.hub.verify.BoundedCache;
import dev.ddnn.hub.verify.VerifiedFolder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Makes the parts from the configuration. They know neither it nor the framework. */
@Singleton
public class HubWiring {
    private static final Logger LOG = Logger.getLogger(HubWiring.class);

    /** Requests that may wait for a thread; more are sent away. */
    private static final int MAX_WAITING = 64;

    private final HubConfig config;
    /** Fetches wait for servers elsewhere, so they have threads of their own. */
    private final ExecutorService fetching = workers("fetch", 3);

    private final ExecutorService cutting = workers("cut", 2);

    HubWiring(HubConfig config) {
        this.config = config;
        if (config.maxCacheSize() < config.maxModelSize()) {
            throw new IllegalStateException(
                    "DDNN_HUB_MAX_CACHE_SIZE must be at least DDNN_HUB_MAX_MODEL_SIZE; found %d and %d"
                            .formatted(config.maxCacheSize(), config.maxModelSize()));
        }
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Uploads uploads() {
        return new Uploads(folder("uploads"), config.maxModelSize(), config.maxUploadsSize());
    }

    @Produces
    @Singleton
    BoundedCache cache(Clock clock) {
        try {
            return new BoundedCache(folder("cache"), config.maxCacheSize(), clock);
        } catch (IOException e) {
            throw unusable(config.dataDir().resolve("cache"), e);
        }
    }

    @Produces
    @Singleton
    SectionStore sections(BoundedCache cache) {
        return new SectionStore(cache);
    }

    @Produces
    @Singleton
    SecretReader secrets(Instance<KubernetesClient> client) {
        return new ClusterSecrets(client::get);
    }

    @Produces
    @Singleton
    CallerCheck callers(Instance<KubernetesClient> client, Clock clock) {
        if (config.operator().isEmpty()) {
            LOG.warn(
                    "DDNN_HUB_OPERATOR is not set: models are fetched, with the Secrets they name, for everybody who reaches the port");
            return CallerCheck.everybody();
        }
        return new OperatorOnly(
                config.operator().get(), new RememberedReviews(new ClusterTokenReviewer(client::get), clock));
    }

    @Produces
    @Singleton
    ModelSources sources(Uploads uploads, BoundedCache cache, SecretReader secrets) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .connectTimeout(config.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER);
        config.caFile().ifPresent(file -> client.sslContext(Authorities.with(file)));
        FetchLimits limits = new FetchLimits(config.maxModelSize(), config.readTimeout(), config.fetchTimeout());
        TargetRule rule = new TargetRule(config.allowHttp());
        HttpFetcher fetcher = new HttpFetcher(client.build(), rule, limits, cache);
        S3Defaults s3 = new S3Defaults(config.s3Endpoint(), config.s3Region());
        return new ModelSources(uploads, cache, new RemoteSources(rule, fetcher, secrets, s3), config.url());
    }

    @Produces
    @Singleton
    CutDesk desk(ModelSources sources, SectionStore sections, Clock clock) {
        return CutDesk.of(
                sources, sections, request -> ModelSources.isUpload(request.source()) ? cutting : fetching, clock);
    }

    @Produces
    @Singleton
    UploadRules uploadRules() {
        return new UploadRules(config.uploadTimeout(), config.maxUploadsSize());
    }

    @Produces
    @Singleton
    ReportStore reports(Clock clock) {
        return new ReportStore(config.reportSilence(), config.maxReports(), clock);
    }

    /** Makes all at the start, so that a setting or a data directory that cannot be used is said then and not at the first request. */
    void start(
            @Observes StartupEvent event,
            CallerCheck callers,
            ModelSources sources,
            BoundedCache cache,
            ReportStore reports,
            MeterRegistry registry) {
        Gauge.builder("ddnn_hub_cache_bytes", cache, BoundedCache::bytes).register(registry);
        Gauge.builder("ddnn_hub_reporting_boots", reports, ReportStore::size).register(registry);
    }

    void stop(@Observes ShutdownEvent event) {
        fetching.shutdownNow();
        cutting.shutdownNow();
    }

    private static ExecutorService workers(String name, int threads) {
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                threads,
                threads,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(MAX_WAITING),
                runnable -> new Thread(runnable, name));
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    private VerifiedFolder folder(String name) {
        Path path = config.dataDir().resolve(name);
        try {
            return new VerifiedFolder(path);
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private static IllegalStateException unusable(Path path, IOException cause) {
        return new IllegalStateException(
                "DDNN_HUB_DATA_DIR must name a directory that the hub can write; '%s' cannot be used: %s"
                        .formatted(path, cause),
                cause);
    }
}
