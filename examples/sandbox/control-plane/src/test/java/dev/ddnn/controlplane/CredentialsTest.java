package dev.ddnn.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    @TempDir
    Path directory;

    private Layout layout;
    private ControlPlaneOptions.Builder options;

    @BeforeEach
    void layOut() throws Exception {
        layout = new Layout(directory);
        layout.create();
        options =
                ControlPlaneOptions.in(directory).users(new TokenUser("sandbox-agent", List.of("agents", "watchers")));
    }

    @Test
    void everyUserHasATokenOfTheirOwn() throws Exception {
        // When
        var credentials = Credentials.prepare(layout, options.build());

        // Then
        var agent = credentials.token("sandbox-agent");
        assertThat(agent).matches("[0-9a-f]{64}").isNotEqualTo(credentials.token("admin"));
        assertThat(Files.readAllLines(layout.tokens()))
                .hasSize(4)
                .contains(
                        credentials.token("admin") + ",admin,admin,\"system:masters\"",
                        agent + ",sandbox-agent,sandbox-agent,\"agents,watchers\"",
                        credentials.token("system:kube-scheduler") + ",system:kube-scheduler,system:kube-scheduler");
    }

    @Test
    void anUnknownUserIsNamedBesideTheKnownOnes() throws Exception {
        // Given
        var credentials = Credentials.prepare(layout, options.build());

        // When, Then
        assertThatThrownBy(() -> credentials.user("nobody"))
                .hasMessage("user: known are admin, system:kube-controller-manager, system:kube-scheduler,"
                        + " sandbox-agent, found 'nobody'");
    }

    @Test
    void keysOfServiceAccountsStayOverARestart() throws Exception {
        // Given
        Credentials.prepare(layout, options.build());
        var key = Files.readString(layout.serviceAccountKey());

        // When
        Credentials.prepare(layout, options.build());

        // Then
        assertThat(layout.serviceAccountKey()).hasContent(key);
        assertThat(key).startsWith("-----BEGIN PRIVATE KEY-----\n");
    }

    @Test
    void theWantedPodSecurityIsWrittenDown() throws Exception {
        // When
        Credentials.prepare(
                layout, options.podSecurity(PodSecurityLevel.BASELINE).build());

        // Then
        assertThat(layout.admission()).content().contains("defaults: {enforce: baseline, enforce-version: latest}");
    }
}
