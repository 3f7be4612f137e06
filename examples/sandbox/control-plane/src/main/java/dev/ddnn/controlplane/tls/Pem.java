package dev.ddnn.controlplane.tls;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;

/** The text form of keys and certificates that Kubernetes' programs read. */
public final class Pem {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {}

    /** A private key, as PKCS #8. */
    public static String of(PrivateKey key) {
        return of("PRIVATE KEY", key.getEncoded());
    }

    /** A public key, as SubjectPublicKeyInfo. */
    public static String of(PublicKey key) {
        return of("PUBLIC KEY", key.getEncoded());
    }

    static String of(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n" + LINES.encodeToString(der) + "\n-----END " + type + "-----\n";
    }
}
