package dev.ddnn.api.generate;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.api.v1alpha1.DDNNNodePoolStatus;
import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.api.v1alpha1.DDNNQuotaSpec;
import dev.ddnn.api.v1alpha1.DDNNQuotaStatus;
import dev.ddnn.api.v1alpha1.DDNNRevision;
import dev.ddnn.api.v1alpha1.DDNNRevisionSpec;
import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.api.v1alpha1.DDNNUsageSpec;
import dev.ddnn.api.v1alpha1.DDNNUsageStatus;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The custom resource definitions as generated from the API's classes: values to look at, and files to check in. */
public final class Definitions {
    private static final String HEADER =
            "# Generated from the classes in crds/src/main/java; see crds/REFERENCE.md for a page to read.\n";
    private static final Map<Class<? extends HasMetadata>, SchemaFinisher> KINDS = Map.of(
            DDNN.class, new SchemaFinisher(DDNN.class, DDNNSpec.class, DDNNStatus.class),
            DDNNNodePool.class,
                    new SchemaFinisher(DDNNNodePool.class, DDNNNodePoolSpec.class, DDNNNodePoolStatus.class),
            DDNNQuota.class, new SchemaFinisher(DDNNQuota.class, DDNNQuotaSpec.class, DDNNQuotaStatus.class),
            DDNNRevision.class, new SchemaFinisher(DDNNRevision.class, DDNNRevisionSpec.class, null),
            DDNNUsage.class, new SchemaFinisher(DDNNUsage.class, DDNNUsageSpec.class, DDNNUsageStatus.class));

    private final List<CustomResourceDefinition> all = new ArrayList<>();
    private final Map<String, String> files = new TreeMap<>();

    private Definitions() {}

    /** Generates the definitions of all kinds. */
    public static Definitions generate() {
        var definitions = new Definitions();
        for (Class<? extends HasMetadata> kind :
                List.of(DDNN.class, DDNNNodePool.class, DDNNQuota.class, DDNNRevision.class, DDNNUsage.class)) {
            definitions.add(kind);
        }
        return definitions;
    }

    /** The definitions, DDNN first. */
    public List<CustomResourceDefinition> all() {
        return List.copyOf(all);
    }

    /** Contents by file name, for instance {@code ddnns.ddnn.dev-v1.yml}. */
    public Map<String, String> files() {
        return new TreeMap<>(files);
    }

    private void add(Class<? extends HasMetadata> kind) {
        try (var output = new Memory()) {
            new CRDGenerator()
                    .customResourceClasses(List.of(kind))
                    .withOutput(output)
                    .withPostProcessor(new CRDPostProcessor() {
                        @Override
                        public HasMetadata process(HasMetadata generated, String version) {
                            var definition = (CustomResourceDefinition) generated;
                            KINDS.get(kind).finish(definition);
                            all.add(definition);
                            return definition;
                        }
                    })
                    .detailedGenerate();
            output.streams.forEach((name, stream) -> files.put(
                    name + ".yml",
                    stream.toString(StandardCharsets.UTF_8)
                                    .replaceFirst("^#[^\n]*\n", HEADER)
                                    .stripTrailing()
                            + "\n"));
        }
    }

    private static final class Memory implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
        private final Map<String, ByteArrayOutputStream> streams = new TreeMap<>();

        @Override
        public ByteArrayOutputStream outputFor(String name) throws IOException {
            return streams.computeIfAbsent(name, n -> new ByteArrayOutputStream());
        }

        @Override
        public URI crdURI(String name) {
            return URI.create("file:///" + name);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
