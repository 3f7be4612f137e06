package dev.ddnn.pod.testing;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.section.SectionConfig;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A hub and a mounted configuration for an application that runs the whole model. */
public class SingleSection implements QuarkusTestResourceLifecycleManager {
    private FakeHub hub;

    /** What the application is told. */
    protected SectionConfig config() {
        return TwoViews.alone();
    }

    @Override
    public Map<String, String> start() {
        hub = new FakeHub(TwoViews.files());
        try {
            var directory = Files.createTempDirectory(Path.of("target"), "pod");
            var file = directory.resolve(SectionConfig.FILE);
            Files.writeString(file, ContractJson.write(config()));
            return Map.of(
                    "ddnn.namespace",
                    "city",
                    "ddnn.config-file",
                    file.toString(),
                    "ddnn.hub-url",
                    hub.address().toString(),
                    "ddnn.cache-dir",
                    directory.resolve("cache").toString(),
                    "ddnn.grpc-host",
                    "127.0.0.1",
                    "ddnn.grpc-port",
                    "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (hub != null) {
            hub.close();
        }
    }
}
