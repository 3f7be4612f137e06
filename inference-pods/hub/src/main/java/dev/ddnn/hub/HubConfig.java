package dev.ddnn.hub;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** All that can be set, as properties or as environment: {@code ddnn.hub.data-dir} is {@code DDNN_HUB_DATA_DIR}. */
@ConfigMapping(prefix = "ddnn.hub")
public interface HubConfig {
    /** Holds {@code uploads}, which must survive restarts, and {@code cache}, which may be lost. */
    @WithDefault("/var/lib/ddnn-hub")
    Path dataDir();

    /** This hub as others reach it; only for the commands in messages. */
    @WithDefault("http://hub.ddnn-system.svc:8080")
    String url();

    /**
     * The operator's service account, {@code system:serviceaccount:NAMESPACE:NAME}: models are fetched for it alone, and it must
     * prove who it is. Absent: for everybody who reaches the port.
     */
    Optional<String> operator();

    /** The largest model, in bytes or with a unit: {@code 536870912}, {@code 512Mi}. */
    @WithDefault("512Mi")
    @WithConverter(ByteCountConverter.class)
    Long maxModelSize();

    /** What all cached models and sections together may have. */
    @WithDefault("1Gi")
    @WithConverter(ByteCountConverter.class)
    Long maxCacheSize();

    /** What all uploads together may have. */
    @WithDefault("1Gi")
    @WithConverter(ByteCountConverter.class)
    Long maxUploadsSize();

    /** Whether models may come over plain HTTP and from loopback and link-local addresses. */
    @WithDefault("false")
    boolean allowHttp();

    /** Certificates, in PEM form, of authorities that servers of models are trusted by besides the JVM's own. */
    Optional<Path> caFile();

    /** S3 store for Secrets that do not name one; absent: Amazon's. */
    Optional<String> s3Endpoint();

    /** Region that requests to S3 stores are signed for, where a Secret does not name one. */
    @WithDefault("us-east-1")
    String s3Region();

    /** From the first request to the last byte of a model. */
    @WithDefault("10m")
    Duration fetchTimeout();

    /** For each connection of a fetch. */
    @WithDefault("10s")
    Duration connectTimeout();

    /** The longest silence of a server, before its answer and within it. */
    @WithDefault("30s")
    Duration readTimeout();

    /** How long an upload may take. */
    @WithDefault("10m")
    Duration uploadTimeout();

    /** After how long a silence a pod's reports are forgotten. */
    @WithDefault("10m")
    Duration reportSilence();

    /** How many boots of pods are known at most. */
    @WithDefault("4096")
    int maxReports();
}
