package dev.ddnn.operator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the operator's Deployment tells it, as environment variables {@code DDNN_…}. */
@ConfigMapping(prefix = "ddnn")
public interface OperatorConfig {
    /** The hub. */
    Hub hub();

    /** Images that the operator puts into pods. */
    Images images();

    /** The hub, as operator and pods reach it. */
    interface Hub {
        /** {@code DDNN_HUB_URL}, without a trailing slash. */
        @WithDefault("http://hub.ddnn-system.svc:8080")
        String url();
    }

    /** Images that the operator puts into pods. */
    interface Images {
        /** {@code DDNN_IMAGES_SECTION_POD}. */
        @WithDefault("ddnn.dev/section-pod:0.1.0-SNAPSHOT")
        String sectionPod();
    }
}
