package dev.ddnn.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.controlplane.junit.KubernetesProgramsCondition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The API server alone, for real. */
@ExtendWith(KubernetesProgramsCondition.class)
class ControlPlaneApiServerIT {

    private static final String READER = "reader";

    @TempDir
    static Path directory;

    private static ControlPlane plane;
    private static ApiCalls api;

    @BeforeAll
    static void start() throws Exception {
        plane = ControlPlane.start(ControlPlaneOptions.in(directory.resolve("shared"))
                .parts(Parts.API_SERVER)
                .users(TokenUser.named(READER))
                .build());
        api = ApiCalls.to(plane);
    }

    @AfterAll
    static void stop() {
        if (plane != null) {
            plane.close();
        }
    }

    @Test
    void theAdminCreatesANamespace() throws Exception {
        // When
        var created = api.post("admin", "/api/v1/namespaces", namespace("made-over-http"));

        // Then
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(plane.kubectl("get", "namespace", "made-over-http", "-o", "name")
                        .orFail())
                .isEqualTo("namespace/made-over-http\n");
    }

    @Test
    void anotherUserMayDoWhatRbacGrantsAndNothingElse() throws Exception {
        // Given
        assertThat(api.get(READER, "/api/v1/nodes").statusCode()).isEqualTo(403);

        // When
        plane.kubectl("create", "clusterrole", "see-nodes", "--verb=list", "--resource=nodes")
                .orFail();
        plane.kubectl("create", "clusterrolebinding", "reader", "--clusterrole=see-nodes", "--user=" + READER)
                .orFail();

        // Then
        assertThat(Processes.within(Duration.ofSeconds(60), () -> mayListNodes()))
                .isTrue();
        assertThat(api.post(READER, "/api/v1/namespaces", namespace("not-allowed"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(plane.kubectlAs(READER, "auth", "whoami").orFail()).contains(READER);
    }

    @Test
    void aFailingCommandSaysSo() throws Exception {
        // When
        var result = plane.kubectl("get", "pod", "nobody", "-n", "kube-system");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThatThrownBy(result::orFail).hasMessageContaining("pods \"nobody\" not found");
    }

    @Test
    void itsFilesAreForTheUserAlone() throws Exception {
        // Then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(plane.directory())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(plane.kubeconfig())))
                .isEqualTo("rw-------");
    }

    @Test
    void aSecondOneInTheSameDirectoryIsRefused() {
        // When, Then
        assertThatThrownBy(() -> ControlPlane.start(
                        ControlPlaneOptions.in(plane.directory()).build()))
                .isInstanceOf(ControlPlaneFailure.class)
                .hasMessageContaining("Another control plane runs in " + plane.directory());
    }

    @Test
    void aTakenPortIsNamed() {
        // Given
        int taken = plane.apiServerUrl().getPort();
        var options = ControlPlaneOptions.in(directory.resolve("second"))
                .parts(Parts.API_SERVER)
                .endpoint("127.0.0.1", taken)
                .build();

        // When, Then
        assertThatThrownBy(() -> ControlPlane.start(options))
                .isInstanceOf(ControlPlaneFailure.class)
                .hasMessageContaining("port " + taken + " of 127.0.0.1 is taken");
    }

    @Test
    void aFailingProgramIsNamedWithTheEndOfItsLog() throws Exception {
        // Given a service range that the API server refuses
        var failing = directory.resolve("failing");
        var options = ControlPlaneOptions.in(failing)
                .parts(Parts.API_SERVER)
                .serviceCidr("127.96.0.0/31")
                .build();

        // When, Then
        assertThatThrownBy(() -> ControlPlane.start(options))
                .isInstanceOf(ControlPlaneFailure.class)
                .hasMessageContaining("kube-apiserver ended by itself")
                .hasMessageContaining(failing.resolve("logs/kube-apiserver.log").toString())
                .hasMessageContaining("must be at least 8 IP addresses");
        assertThat(Processes.mentioning(failing)).isEmpty();
    }

    private static boolean mayListNodes() {
        try {
            return api.get(READER, "/api/v1/nodes").statusCode() == 200;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String namespace(String name) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"" + name + "\"}}";
    }
}
