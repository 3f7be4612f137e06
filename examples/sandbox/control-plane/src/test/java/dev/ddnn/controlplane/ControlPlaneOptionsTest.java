package dev.ddnn.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlPlaneOptionsTest {

    private static ControlPlaneOptions.Builder options() {
        return ControlPlaneOptions.in(Path.of("/somewhere"));
    }

    @Test
    void byDefaultEverythingRunsAndPodsAreRestricted() {
        // When
        var unchanged = options().build();

        // Then
        assertThat(unchanged.parts()).isEqualTo(Parts.ALL);
        assertThat(unchanged.podSecurity()).isEqualTo(PodSecurityLevel.RESTRICTED);
        assertThat(unchanged.bindAddress()).isEqualTo("127.0.0.1");
        assertThat(unchanged.port()).isZero();
        assertThat(unchanged.serviceCidr()).isEqualTo("127.96.0.0/16");
        assertThat(unchanged.shutdownHook()).isTrue();
    }

    @Test
    void eachChangeLeavesTheRestAlone() {
        // When
        var changed = options()
                .programs(Path.of("/programs"))
                .parts(Parts.API_SERVER)
                .users(TokenUser.named("sandbox-agent"))
                .podSecurity(PodSecurityLevel.BASELINE)
                .endpoint("127.1.0.1", 6443)
                .serviceCidr("127.97.0.0/16")
                .withoutShutdownHook()
                .auditOf("system:serviceaccounts:ddnn-system")
                .startTimeout(Duration.ofSeconds(5))
                .build();

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
        assertThatThrownBy(() -> options().endpoint(address, 0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bindAddress: allowed is an address in 127.0.0.0/8, found '" + address + "'");
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        assertThatThrownBy(() -> options().endpoint("127.0.0.1", 65536).build())
                .hasMessage("port: allowed is 0 to 65535, found '65536'");
        assertThatThrownBy(() -> options().serviceCidr("127.96.0.0").build())
                .hasMessage("serviceCidr: allowed is an IPv4 range such as 127.96.0.0/16, found '127.96.0.0'");
        assertThatThrownBy(() -> options().auditOf("a, b").build())
                .hasMessage("auditedGroups: allowed is letters, digits and . _ : -, found 'a, b'");
        assertThatThrownBy(() -> options().startTimeout(Duration.ZERO).build())
                .hasMessage("startTimeout: allowed is above zero, found 'PT0S'");
    }

    @Test
    void usersAreNamedOnceAndPlainly() {
        assertThatThrownBy(() -> options()
                        .users(TokenUser.named("a"), TokenUser.named("a"))
                        .build())
                .hasMessage("users: allowed is each name once, and not the built-in ones, found 'a'");
        assertThatThrownBy(() -> options().users(TokenUser.named("admin")).build())
                .hasMessageContaining("found 'admin'");
        assertThatThrownBy(() -> TokenUser.named("a,b"))
                .hasMessage("name: allowed are letters, digits and . _ : @ -, found 'a,b'");
    }
}
