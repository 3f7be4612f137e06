package dev.ddnn.hub.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetRuleTest {
    private static final TargetRule STRICT = new TargetRule(false);
    private static final TargetRule OPEN = new TargetRule(true);

    @Test
    void httpsIsAllowed() {
        assertThat(STRICT.violation(URI.create("https://models.example/digits.onnx")))
                .isEmpty();
    }

    @Test
    void httpIsAllowedOnlyWhereConfigured() {
        // Given
        URI uri = URI.create("http://models.example/digits.onnx");

        // Then
        assertThat(STRICT.violation(uri))
                .hasValue("must start with https://, s3://, oci:// or hub:; found 'http://models.example/digits.onnx'"
                        + "; plain http takes DDNN_HUB_ALLOW_HTTP=true at the hub");
        assertThat(OPEN.violation(uri)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file:/etc/passwd | must start with https://, s3://, oci:// or hub:; found 'file:/etc/passwd'",
                "digits.onnx | must start with https://, s3://, oci:// or hub:; found 'digits.onnx'",
                "https:digits | must name a host; found 'https:digits'",
                "https://me:pw@h/m?t=1 | must not carry a user or password; found them in 'https://h/m'",
            })
    void otherUrisAreRefusedWithoutRepeatingSecrets(URI uri, String message) {
        assertThat(STRICT.violation(uri)).hasValue(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "::1",
                "169.254.169.254",
                "fe80::1",
                "0.0.0.0",
                "::",
                "224.0.0.1",
                "::ffff:127.0.0.1"
            })
    void addressesThatMeanTheMachineItselfAreRefused(String address) throws Exception {
        // Given
        URI uri = URI.create("https://models.example/m");
        List<InetAddress> addresses = List.of(InetAddress.getByName("192.0.2.1"), InetAddress.getByName(address));

        // Then
        assertThat(STRICT.violation(uri, addresses)).hasValueSatisfying(message -> assertThat(message)
                .startsWith("must not lead to a loopback, link-local or multicast address; 'models.example' is "));
        assertThat(OPEN.violation(uri, addresses)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "192.168.1.1", "192.0.2.1", "fd00::1"})
    void otherAddressesAreAllowed(String address) throws Exception {
        assertThat(STRICT.violation(URI.create("https://m/m"), List.of(InetAddress.getByName(address))))
                .isEmpty();
    }
}
