package dev.ddnn.hub;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready as long as the hub can write where it stores things. */
@Readiness
@ApplicationScoped
public class DataDirReady implements HealthCheck {
    private final Path dataDir;

    DataDirReady(HubConfig config) {
        this.dataDir = config.dataDir();
    }

    /** Up if the data directory can be written. */
    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("data-dir")
                .status(Files.isWritable(dataDir))
                .withData("path", dataDir.toString())
                .build();
    }
}
