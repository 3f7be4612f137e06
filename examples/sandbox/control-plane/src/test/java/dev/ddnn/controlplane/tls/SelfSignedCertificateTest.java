package dev.ddnn.controlplane.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfSignedCertificateTest {

    private static final int SUBJECT_ADDRESS = 7;

    @Test
    void aClientIsNamedAndMayProveItself() throws Exception {
        // When
        var certificate =
                SelfSignedCertificate.forClient("kube-apiserver-kubelet-client").certificate();

        // Then
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=kube-apiserver-kubelet-client");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getBasicConstraints()).isNotNegative();
        assertThat(certificate.getKeyUsage()).startsWith(true, false, false, false, false, true);
        assertThatCode(certificate::checkValidity).doesNotThrowAnyException();
        assertThatCode(() -> certificate.verify(certificate.getPublicKey())).doesNotThrowAnyException();
    }

    @Test
    void aServerIsKnownByItsAddresses() throws Exception {
        // When
        var made = SelfSignedCertificate.forServer("node", List.of(InetAddress.getByName("127.18.0.1")));

        // Then
        var names = made.certificate().getSubjectAlternativeNames();
        assertThat(names).containsExactly(List.of(SUBJECT_ADDRESS, "127.18.0.1"));
        assertThat(made.certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void whatIsWrittenCanBeRead() throws Exception {
        // Given
        var made = SelfSignedCertificate.forClient("client");

        // When
        var certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(made.certificatePem().getBytes(StandardCharsets.US_ASCII)));
        var base64 = made.keyPem().replaceAll("-----[A-Z ]+-----", "");
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));

        // Then
        assertThat(certificate).isEqualTo(made.certificate());
        assertThat(key).isEqualTo(made.key());
    }
}
