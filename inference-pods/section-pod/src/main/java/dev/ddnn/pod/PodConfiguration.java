package dev.ddnn.pod;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The pod's environment: {@code DDNN_POD_UID} is {@link #podUid()}, and so on. */
@ConfigMapping(prefix = "ddnn")
public interface PodConfiguration {
    /** Namespace of the pod. */
    @WithDefault("default")
    String namespace();

    /** Name of the pod. */
    @WithDefault("local")
    String pod();

    /** UID of the Pod object. */
    @WithDefault("local")
    String podUid();

    /** Name of the pod's node. */
    @WithDefault("local")
    String node();

    /** Name of the pod's branch; absent: the only one of its section. */
    Optional<String> branch();

    /** The mounted section.json. */
    @WithDefault("/etc/ddnn/section.json")
    String configFile();

    /** Base address of the hub. */
    @WithDefault("http://hub.ddnn-system.svc:8080")
    String hubUrl();

    /** Where sections' files are kept. */
    @WithDefault("/var/cache/ddnn")
    String cacheDir();

    /** Address on which streams of the section below are taken. */
    @WithDefault("${quarkus.grpc.server.host:0.0.0.0}")
    String grpcHost();

    /** Port for streams of the section below. */
    @WithDefault("${quarkus.grpc.server.port:9090}")
    int grpcPort();

    /** Threads that compute. */
    @WithDefault("1")
    int workers();

    /** Samples that may be under way at once. */
    @WithDefault("64")
    int samplesInFlight();
}
