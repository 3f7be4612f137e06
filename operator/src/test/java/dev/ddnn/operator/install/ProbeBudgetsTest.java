package dev.ddnn.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How long containers are given by their probes. A JVM on a busy machine may take minutes to start; one that is cut starts anew, makes the
 * machine busier, and never gets there.
 */
class ProbeBudgetsTest {
    private static final Path BASE = Path.of("install/base");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path HELPERS = Path.of("install/chart/templates/_helpers.tpl");
    private static final List<String> PROBES = List.of("startupProbe", "readinessProbe", "livenessProbe");
    private static final int START_SECONDS = 300;
    private static final int NOTICED_SECONDS = 2;
    private static final int ALIVE_SECONDS = 60;

    @Test
    void operatorAndHubMayTakeMinutesToStart() throws IOException {
        // Given
        Map<String, JsonNode> containers = containers(BASE);

        // When / Then
        assertThat(containers.keySet()).containsExactly("hub.yaml: hub", "operator.yaml: operator");
        containers.forEach(ProbeBudgetsTest::mayTakeItsTime);
    }

    @Test
    void sectionPodsMayTakeMinutesToStart() throws IOException {
        // Given
        Map<String, JsonNode> containers = containers(GOLDEN);

        // When / Then
        assertThat(containers.keySet())
                .anyMatch(name -> name.contains("out-Deployment-"))
                .anyMatch(name -> name.contains("out-DaemonSet-"));
        containers.forEach(ProbeBudgetsTest::mayTakeItsTime);
    }

    @Test
    void theChartHasTheProbesOfTheBase() throws IOException {
        // Given
        String helpers = Files.readString(HELPERS);
        String begin = "{{- define \"ddnn.probes\" -}}";
        String from = helpers.substring(helpers.indexOf(begin) + begin.length());

        // When
        JsonNode probes = Manifests.tree(from.substring(0, from.indexOf("{{- end }}")));

        // Then
        assertThat(probes.fieldNames()).toIterable().containsExactlyElementsOf(PROBES);
        containers(BASE)
                .forEach((name, container) -> PROBES.forEach(probe -> assertThat(probes.get(probe))
                        .as("%s of %s", probe, name)
                        .isEqualTo(container.get(probe))));
    }

    /** A quick start is noticed soon, a slow one is waited for, and only then it counts whether it lives. */
    private static void mayTakeItsTime(String name, JsonNode container) {
        JsonNode startup = container.path("startupProbe");
        JsonNode liveness = container.path("livenessProbe");
        assertThat(budget(startup)).as("startup of %s", name).isGreaterThanOrEqualTo(START_SECONDS);
        assertThat(startup.path("periodSeconds").asInt()).as(name).isBetween(1, NOTICED_SECONDS);
        assertThat(startup.path("httpGet")).as(name).isEqualTo(liveness.path("httpGet"));
        assertThat(budget(liveness)).as("liveness of %s", name).isGreaterThanOrEqualTo(ALIVE_SECONDS);
        assertThat(container.has("readinessProbe")).as(name).isTrue();
    }

    private static int budget(JsonNode probe) {
        return probe.path("periodSeconds").asInt()
                * probe.path("failureThreshold").asInt();
    }

    /** Containers of all that makes pods, by file and name. */
    private static Map<String, JsonNode> containers(Path folder) throws IOException {
        var containers = new LinkedHashMap<String, JsonNode>();
        for (Path file : files(folder)) {
            for (JsonNode object : Manifests.parse(Files.readString(file)).values()) {
                for (JsonNode container : object.at("/spec/template/spec/containers")) {
                    containers.put(
                            folder.relativize(file) + ": "
                                    + container.get("name").asText(),
                            container);
                }
            }
        }
        return containers;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(ProbeBudgetsTest::makesPods).sorted().toList();
        }
    }

    private static boolean makesPods(Path file) {
        String name = file.getFileName().toString();
        return List.of("operator.yaml", "hub.yaml").contains(name)
                || name.startsWith("out-Deployment-")
                || name.startsWith("out-DaemonSet-");
    }
}
