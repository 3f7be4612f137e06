package dev.ddnn.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlPlaneOptionsTest {

    private final ControlPlaneOptions options = ControlPlaneOptions.in(Path.of("/somewhere"));

    @Test
    void byDefaultEverythingRunsAndPodsAreRestricted() {
        assertThat(options.parts()).isEqualTo(Parts.ALL);
        assertThat(options.podSecurity()).isEqualTo(PodSecurityLevel.RESTRICTED);
        assertThat(options.bindAddress()).isEqualTo("127.0.0.1");
        assertThat(options.port()).isZero();
        assertThat(options.serviceCidr()).isEqualTo("127.96.0.0/16");
        assertThat(options.shutdownHook()).isTrue();
    }

    @Test
    void eachChangeLeavesTheRestAlone() {
        // When
        var changed = options.withPrograms(Path.of("/programs"))
                .withParts(Parts.API_SERVER)
                .withUsers(TokenUser.named("sandbox-agent"))
                .withPodSecurity(PodSecurityLevel.BASELINE)
                .withEndpoint("127.1.0.1", 6443)
                .withServiceCidr("127.97.0.0/16")
                .withoutShutdownHook()
                .withAuditOf("system:serviceaccounts:ddnn-system")
                .withStartTimeout(Duration.ofSeconds(5));

        // Then
        assertThat(changed.directory()).isEqualTo(Path.of("/somewhere"));
        assertThat(changed.programs()).isEqualTo(Path.of("/programs"));
        assertThat(changed.parts()).isEqualTo(Parts.API_SERVER);
        assertThat(changed.users()).extracting(TokenUser::name).containsExactly("sandbox-agent");
        assertThat(changed.podSecurity()).isEqualTo(PodSecurityLevel.BASELINE);
        assertThat(changed.bindAddress()).isEqualTo("127.1.0.1");
        assertThat(changed.port()).isEqualTo(6443);
        assertThat(changed.serviceCidr()).isEqualTo("127.97.0.0/16");
        assertThat(changed.shutdownHook()).isFalse();
        assertThat(changed.auditedGroups()).containsExactly("system:serviceaccounts:ddnn-system");
        assertThat(changed.startTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.0.0.1", "127.0.0.256", "localhost", "127.0.0"})
    void onlyLoopbackAddressesAreListenedOn(String address) {
        assertThatThrownBy(() -> options.withEndpoint(address, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bindAddress: allowed is an address in 127.0.0.0/8, found '" + address + "'");
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        assertThatThrownBy(() -> options.withEndpoint("127.0.0.1", 65536))
                .hasMessage("port: allowed is 0 to 65535, found '65536'");
        assertThatThrownBy(() -> options.withServiceCidr("127.96.0.0"))
                .hasMessage("serviceCidr: allowed is an IPv4 range such as 127.96.0.0/16, found '127.96.0.0'");
        assertThatThrownBy(() -> options.withAuditOf("a, b"))
                .hasMessage("auditedGroups: allowed is letters, digits and . _ : -, found 'a, b'");
        assertThatThrownBy(() -> options.withStartTimeout(Duration.ZERO))
                .hasMessage("startTimeout: allowed is above zero, found 'PT0S'");
    }

    @Test
    void usersAreNamedOnceAndPlainly() {
        assertThatThrownBy(() -> options.withUsers(TokenUser.named("a"), TokenUser.named("a")))
                .hasMessage("users: allowed is each name once, and not the built-in ones, found 'a'");
        assertThatThrownBy(() -> options.withUsers(TokenUser.named("admin"))).hasMessageContaining("found 'admin'");
        assertThatThrownBy(() -> TokenUser.named("a,b"))
                .hasMessage("name: allowed are letters, digits and . _ : @ -, found 'a,b'");
    }
}
