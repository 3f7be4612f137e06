package dev.ddnn.api.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.contract.ContractFile;
import dev.ddnn.api.generate.Definitions;
import dev.ddnn.controlplane.ControlPlane;
import dev.ddnn.controlplane.junit.ApiServerExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user of kubectl sees of the API. */
@ExtendWith(ApiServerExtension.class)
class KubectlApiServerIT {
    private static final String NAMESPACE = "kubectl";
    private static final String GATEWAY = "    - name: gateway\n";
    private static final String CLOUD = "    - name: cloud\n";

    private static ControlPlane plane;

    @TempDir
    private Path directory;

    @BeforeAll
    static void install(ControlPlane shared) throws InterruptedException {
        plane = shared;
        InstalledApi.in(plane).namespace(NAMESPACE);
    }

    @ParameterizedTest
    @CsvSource({
        "client-side, --server-side=false",
        "server-side, --server-side=true",
    })
    void applyRemovesASection(String name, String mode) throws IOException, InterruptedException {
        // Given
        var three = deviceEdgeCloud(name);
        apply(three, mode);
        // When
        apply(three.substring(0, three.indexOf(GATEWAY)) + three.substring(three.indexOf(CLOUD)), mode);
        // Then
        assertThat(get(name, "jsonpath={.spec.sections[*].name}")).isEqualTo("camera cloud");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--server-side=false", "--server-side=true"})
    void diffIsSilentAfterApply(String mode) throws IOException, InterruptedException {
        // Given
        var file = write(deviceEdgeCloud("diff" + mode.length()));
        plane.kubectl("-n", NAMESPACE, "apply", mode, "-f", file).orFail();
        // When
        var diff = plane.kubectl("-n", NAMESPACE, "diff", mode, "-f", file);
        // Then
        assertThat(diff.output() + diff.errors()).isEmpty();
        assertThat(diff.exitCode()).isZero();
    }

    @Test
    void getNamesOneKindAndShowsItsColumns() throws IOException, InterruptedException {
        // Given
        apply(deviceEdgeCloud("columns"), "--server-side=true");
        // When
        var table = plane.kubectl("-n", NAMESPACE, "get", "ddnn", "columns", "-o", "wide")
                .orFail();
        // Then
        assertThat(table.lines().findFirst().orElseThrow().split(" +"))
                .containsExactly(
                        "NAME",
                        "READY",
                        "REVISION",
                        "PERCENT",
                        "ROLLOUT",
                        "SECTIONS",
                        "EXITS",
                        "REASON",
                        "AGE",
                        "TARGET",
                        "WAITS",
                        "STALLED",
                        "MODEL");
    }

    /** Whatever it waits for, a quota or pods, with a rollout under way or without. */
    @ParameterizedTest
    @CsvSource({"Reconciling, WAITS", "Stalled, STALLED"})
    void getShowsWhatADdnnWaitsForAndWhatKeepsItFromGoingOn(String type, String column)
            throws IOException, InterruptedException {
        // Given
        String name = type.toLowerCase(Locale.ROOT);
        apply(deviceEdgeCloud(name), "--server-side=true");
        String status = """
                {"status": {"conditions": [
                  {"type": "Ready", "status": "False", "reason": "QuotaExceeded", "message": "not ready",
                   "lastTransitionTime": "2026-01-02T03:04:05Z"},
                  {"type": "%s", "status": "True", "reason": "QuotaExceeded", "message": "quota 'team': no room",
                   "lastTransitionTime": "2026-01-02T03:04:05Z"}]}}
                """.formatted(type);
        plane.kubectl("-n", NAMESPACE, "patch", "ddnn", name, "--subresource=status", "--type=merge", "-p", status)
                .orFail();
        // When
        List<String> table = plane.kubectl("-n", NAMESPACE, "get", "ddnn", name, "-o", "wide")
                .orFail()
                .lines()
                .toList();
        // Then
        assertThat(table.get(1).substring(table.get(0).indexOf(column))).startsWith("quota 'team': no room");
    }

    @Test
    void getShowsTheColumnsOfAPool() throws IOException, InterruptedException {
        // Given
        apply(valid("DDNNNodePool.spec/device.yaml").replace("street-cameras", "column-pool"), "--server-side=true");
        // When
        var table = plane.kubectl("get", "ddnnpool", "-o", "wide").orFail();
        // Then
        assertThat(table.lines().findFirst().orElseThrow().split(" +"))
                .containsExactly(
                        "NAME", "TIER", "READY", "NODES", "OFFLINE", "WORKLOADS", "AGE", "REASON", "CPU", "MEMORY");
    }

    @Test
    void getShowsWhichModelARevisionIsOfAndHowItStands() throws IOException, InterruptedException {
        // Given
        apply(valid("DDNNRevision.spec/e-device-branches-edge-and-cloud.yaml"), "--server-side=true");
        // When
        var table =
                plane.kubectl("-n", NAMESPACE, "get", "ddnnrev", "-o", "wide").orFail();
        // Then
        assertThat(table.lines().map(line -> List.of(line.split(" +"))).toList())
                .satisfiesExactly(
                        head -> assertThat(head)
                                .containsExactly("NAME", "DDNN", "STATE", "MODEL", "AGE", "GENERATION", "SOURCE"),
                        row -> assertThat(row)
                                .startsWith("vehicles-1f2e3d4c", "vehicles", "Answering", "9f86d081884c")
                                .endsWith("4", "hub:vehicles"));
    }

    @Test
    void aRevisionNeverChanges() throws IOException, InterruptedException {
        // Given
        String revision = valid("DDNNRevision.spec/e-device-branches-edge-and-cloud.yaml")
                .replace("vehicles-1f2e3d4c", "unchanged");
        apply(revision, "--server-side=true");
        // When
        var changed = plane.kubectl(
                "-n", NAMESPACE, "apply", "--server-side", "-f", write(revision.replace("hub:vehicles", "hub:other")));
        apply(revision.replace("Answering", "Former"), "--server-side=true");
        plane.kubectl("-n", NAMESPACE, "delete", "ddnnrev", "unchanged").orFail();
        // Then
        assertThat(changed.exitCode()).isNotZero();
        assertThat(changed.errors()).contains("a revision never changes");
    }

    @Test
    void aCategoryHoldsAllKinds() throws IOException, InterruptedException {
        // Given
        apply(deviceEdgeCloud("category"), "--server-side=true");
        apply(
                valid("DDNNNodePool.spec/cloud.yaml").replace("{name: cloud}", "{name: category-pool}"),
                "--server-side=true");
        // When
        var all =
                plane.kubectl("-n", NAMESPACE, "get", "ddnn-all", "-o", "name").orFail();
        // Then
        assertThat(all).contains("ddnn.ddnn.dev/category", "ddnnnodepool.ddnn.dev/category-pool");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ddnn",
                "ddnn.spec.sections",
                "ddnn.spec.sections.exit.entropyBelow",
                "ddnn.spec.model.source",
                "ddnn.status.sections.assignments",
                "ddnnrev",
                "ddnnrev.spec.sections.branches.sha256",
                "ddnnpool.spec.uplink.bandwidth",
                "ddnnpool.spec.tolerations.effect",
                "ddnnpool.spec.nodes.kubeEdgeNodeGroup",
                "ddnnpool.spec.offline",
                "ddnnpool.spec.namespaces.from",
                "ddnnpool.status.offlineNodes.since",
                "ddnnquota.spec.budgets.costPerMonth",
                "ddnnquota.spec.capacity.cpu"
            })
    void explainSaysWhatTheSchemaSays(String field) throws InterruptedException {
        // Given a field; When
        var said = plane.kubectl("explain", field).orFail().replaceAll("\\s+", " ");
        // Then
        assertThat(said).contains(ReferenceText.description(Definitions.generate(), field));
    }

    private void apply(String yaml, String mode) throws IOException, InterruptedException {
        plane.kubectl("-n", NAMESPACE, "apply", mode, "-f", write(yaml)).orFail();
    }

    private static String get(String name, String output) throws InterruptedException {
        return plane.kubectl("-n", NAMESPACE, "get", "ddnn", name, "-o", output).orFail();
    }

    private String write(String yaml) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "applied", ".yaml"), yaml)
                .toString();
    }

    private static String deviceEdgeCloud(String name) {
        return valid("DDNN.spec.sections/e-device-branches-edge-and-cloud.yaml")
                .replace("name: vehicles}", "name: " + name + "}");
    }

    private static String valid(String file) {
        return ContractFile.valid().stream()
                .filter(f -> f.path().endsWith(file))
                .findFirst()
                .orElseThrow()
                .yaml();
    }
}
