package dev.ddnn.hub.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of some bytes. As it holds nothing but hex digits, it is safe as the name of a file.
 *
 * @param hex 64 lower-case hex digits
 */
public record Digest(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final String PREFIX = "sha256:";

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if it has another one; the message says what was found
     */
    public Digest {
        if (!isHex(hex)) {
            throw new IllegalArgumentException(
                    "a sha256 must be 64 lower-case hex digits; found '%s'".formatted(ForeignText.shown(hex)));
        }
    }

    /**
     * Reads {@code sha256:HEX}.
     *
     * @throws IllegalArgumentException if the text has another form; the message says what was found
     */
    public static Digest parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a digest must be sha256: and 64 lower-case hex digits; found '%s'"
                    .formatted(ForeignText.shown(text)));
        }
        return new Digest(text.substring(PREFIX.length()));
    }

    /** The digest of the bytes. */
    public static Digest of(byte[] bytes) {
        MessageDigest digest = algorithm();
        digest.update(bytes);
        return of(digest);
    }

    /** Whether the text is 64 lower-case hex digits. */
    public static boolean isHex(String text) {
        return HEX.matcher(text).matches();
    }

    static Digest of(MessageDigest finished) {
        return new Digest(HexFormat.of().formatHex(finished.digest()));
    }

    static MessageDigest algorithm() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** {@code sha256:HEX}. */
    @Override
    public String toString() {
        return PREFIX + hex;
    }
}
