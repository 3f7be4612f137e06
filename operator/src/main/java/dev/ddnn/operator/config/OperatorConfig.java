package dev.ddnn.operator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What the operator's Deployment tells it, as environment variables {@code DDNN_…}. */
@ConfigMapping(prefix = "ddnn")
public interface OperatorConfig {
    /** The hub. */
    Hub hub();

    /** Images that the operator puts into pods. */
    Images images();

    /** {@code DDNN_LEADER_ELECTION}: whether several operators may run, of which one reconciles. Then {@link #pod()} is needed. */
    @WithDefault("false")
    boolean leaderElection();

    /** {@code DDNN_WATCH_NAMESPACES}, separated by commas; absent or empty: all. */
    Optional<Set<String>> watchNamespaces();

    /** The pod that this operator runs in. */
    Pod pod();

    /** Bills. */
    Metering metering();

    /** Bills. */
    interface Metering {
        /**
         * {@code DDNN_METERING_INTERVAL}: how often bills are written, a number of seconds or an ISO 8601 duration of one second or
         * more. Each time is one write per DDNN that serves.
         */
        @WithDefault("60")
        Duration interval();
    }

    /** The pod that this operator runs in. */
    interface Pod {
        /** {@code DDNN_POD_NAME}: by it the lease says who leads. */
        Optional<String> name();

        /** {@code DDNN_POD_NAMESPACE}: where the lease is. */
        Optional<String> namespace();
    }

    /** The hub, as operator and pods reach it. */
    interface Hub {
        /** {@code DDNN_HUB_URL}, without a trailing slash. */
        @WithDefault("http://hub.ddnn-system.svc:8080")
        String url();

        /**
         * {@code DDNN_HUB_TOKEN_FILE}: a token of the operator's service account for the audience {@code ddnn-hub}, by which it
         * proves to the hub who it is. Read for each request. Absent: none is sent.
         */
        Optional<Path> tokenFile();
    }

    /** Images that the operator puts into pods. */
    interface Images {
        /** {@code DDNN_IMAGES_SECTION_POD}. */
        @WithDefault("ddnn.dev/section-pod:0.1.0-SNAPSHOT")
        String sectionPod();
    }
}
