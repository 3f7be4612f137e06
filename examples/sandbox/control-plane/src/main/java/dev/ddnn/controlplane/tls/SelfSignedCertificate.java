package dev.ddnn.controlplane.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A certificate that vouches for itself, with its key (EC P-256), valid for a year. Whoever is to believe it must be
 * given exactly this certificate. Java can read certificates but has no public way to write one; this is it.
 *
 * @param certificate the certificate
 * @param key its private key
 */
public record SelfSignedCertificate(X509Certificate certificate, PrivateKey key) {

    private static final Duration VALID = Duration.ofDays(365);
    /** Clocks that disagree a little must not matter. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.identifier(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] COMMON_NAME = Der.identifier(2, 5, 4, 3);
    private static final byte[] BASIC_CONSTRAINTS = Der.identifier(2, 5, 29, 19);
    private static final byte[] KEY_USAGE = Der.identifier(2, 5, 29, 15);
    private static final byte[] EXTENDED_KEY_USAGE = Der.identifier(2, 5, 29, 37);
    private static final byte[] ALTERNATIVE_NAMES = Der.identifier(2, 5, 29, 17);
    private static final byte[] SERVER = Der.identifier(1, 3, 6, 1, 5, 5, 7, 3, 1);
    private static final byte[] CLIENT = Der.identifier(1, 3, 6, 1, 5, 5, 7, 3, 2);
    /** Bits 0 (digitalSignature) and 5 (keyCertSign). */
    private static final int SIGNS = 0x84;

    private static final int ADDRESS = 7;

    /** A certificate by which a client proves who it is. */
    public static SelfSignedCertificate forClient(String commonName) {
        return create(commonName, usage(CLIENT));
    }

    /** A certificate of a server that is reached by the given addresses. */
    public static SelfSignedCertificate forServer(String commonName, List<InetAddress> addresses) {
        var names = addresses.stream()
                .map(address -> Der.tagged(ADDRESS, address.getAddress()))
                .toArray(byte[][]::new);
        return create(commonName, usage(SERVER), extension(ALTERNATIVE_NAMES, Der.sequence(names)));
    }

    /** The certificate in PEM. */
    public String certificatePem() {
        try {
            return Pem.of("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was just read cannot be written", e);
        }
    }

    /** The private key in PEM. */
    public String keyPem() {
        return Pem.of(key);
    }

    /** A new pair of keys of the kind that is used for everything here: EC P-256. */
    public static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make EC keys (module jdk.crypto.ec)", e);
        }
    }

    private static SelfSignedCertificate create(String commonName, byte[]... extensions) {
        var keys = newKeys();
        try {
            byte[] content = content(commonName, keys, Der.sequence(extensions(extensions)));
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            byte[] signed = Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
            var certificate =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(signed));
            return new SelfSignedCertificate((X509Certificate) certificate, keys.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a certificate for " + commonName, e);
        }
    }

    private static byte[] content(String commonName, KeyPair keys, byte[] extensions) {
        var now = Instant.now();
        byte[] name = Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.text(commonName))));
        byte[] validity = Der.sequence(Der.time(now.minus(BACKDATED)), Der.time(now.plus(VALID)));
        byte[] version3 = Der.wrapped(0, Der.integer(BigInteger.TWO));
        byte[] serial = Der.integer(new BigInteger(64, new SecureRandom()).add(BigInteger.ONE));
        return Der.sequence(
                version3,
                serial,
                ECDSA_WITH_SHA256,
                name,
                validity,
                name,
                keys.getPublic().getEncoded(),
                Der.wrapped(3, extensions));
    }

    private static byte[][] extensions(byte[][] special) {
        var all = new byte[special.length + 2][];
        all[0] = Der.sequence(BASIC_CONSTRAINTS, Der.yes(), Der.octets(Der.sequence(Der.yes())));
        all[1] = Der.sequence(KEY_USAGE, Der.yes(), Der.octets(Der.flags(SIGNS)));
        System.arraycopy(special, 0, all, 2, special.length);
        return all;
    }

    private static byte[] usage(byte[] purpose) {
        return extension(EXTENDED_KEY_USAGE, Der.sequence(purpose));
    }

    private static byte[] extension(byte[] identifier, byte[] value) {
        return Der.sequence(identifier, Der.octets(value));
    }
}
