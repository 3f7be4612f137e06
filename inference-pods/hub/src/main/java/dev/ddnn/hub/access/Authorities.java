package dev.ddnn.hub.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Who may vouch for a server of models: the authorities that every JVM knows, and those of a company's own. */
public final class Authorities {
    /** The setting that names the file of further ones. */
    public static final String SETTING = "DDNN_HUB_CA_FILE";

    private Authorities() {}

    /**
     * Trusts the JVM's own authorities and those of a file.
     *
     * @param file one or more certificates in PEM form
     * @throws IllegalStateException if it has none, or cannot be read
     */
    public static SSLContext with(Path file) {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            List<Certificate> trusted = new ArrayList<>(known());
            trusted.addAll(read(file));
            for (int i = 0; i < trusted.size(); i++) {
                all.setCertificateEntry("authority-" + i, trusted.get(i));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory(all).getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(file, e.toString(), e);
        }
    }

    private static Collection<? extends Certificate> read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (found.isEmpty()) {
                throw unusable(file, "it has none", null);
            }
            return found;
        }
    }

    private static List<X509Certificate> known() throws GeneralSecurityException {
        return Stream.of(factory(null).getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }

    private static TrustManagerFactory factory(@Nullable KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return factory;
    }

    private static IllegalStateException unusable(Path file, String reason, @Nullable Exception cause) {
        return new IllegalStateException(
                "%s must name a file of certificates in PEM form that the hub can read; '%s' cannot be used: %s"
                        .formatted(SETTING, file, reason),
                cause);
    }
}
