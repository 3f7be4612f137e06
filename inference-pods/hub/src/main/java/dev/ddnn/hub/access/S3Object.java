package dev.ddnn.hub.access;

import dev.ddnn.hub.secret.SecretValues;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One object of an S3 store, and where it is asked for: {@code https://ENDPOINT/BUCKET/KEY} where there is an endpoint, else at
 * Amazon.
 *
 * @param bucket its name
 * @param key as the store has it, not encoded
 */
public record S3Object(String bucket, String key) {
    private static final Pattern URI_FORM = Pattern.compile("s3://([a-z0-9][-a-z0-9.]{1,61}[a-z0-9])/([!-~]{1,1024})");

    /** Reads {@code s3://BUCKET/KEY}. */
    public static Optional<S3Object> parse(String uri) {
        Matcher matcher = URI_FORM.matcher(uri);
        return matcher.matches() ? Optional.of(new S3Object(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /**
     * How the object is asked for.
     *
     * @param values keys {@code accessKeyId} and {@code secretAccessKey}, {@code sessionToken}, {@code endpoint} and {@code
     *     region}; absent: everybody may read it
     * @throws BadCredentials if a key is missing or useless
     */
    public Target target(@Nullable SecretValues values, S3Defaults defaults) throws BadCredentials {
        Optional<String> endpoint = defaults.endpoint();
        String region = defaults.region();
        if (values != null) {
            endpoint = values.get("endpoint").or(defaults::endpoint);
            region = Login.oneLine(values.name(), "region", values.get("region").orElse(defaults.region()));
        }
        URI uri = address(endpoint, region);
        return new Target(uri, values == null ? Access.open() : S3Access.of(values, this, uri, region));
    }

    private URI address(Optional<String> endpoint, String region) throws BadCredentials {
        if (endpoint.isEmpty()) {
            // A name with dots would not match the certificate.
            return URI.create(
                    bucket.contains(".")
                            ? "https://s3.%s.amazonaws.com/%s/%s".formatted(region, bucket, encoded())
                            : "https://%s.s3.%s.amazonaws.com/%s".formatted(bucket, region, encoded()));
        }
        String base = endpoint.get().replaceAll("/+$", "");
        if (!base.matches("https?://[^/@?# ]+")) {
            throw new BadCredentials(
                    "the S3 endpoint must be https:// and a host, such as https://minio.example.com; found another form in key `endpoint` of the Secret, or in DDNN_HUB_S3_ENDPOINT");
        }
        return URI.create("%s/%s/%s".formatted(base, bucket, encoded()));
    }

    private String encoded() {
        StringBuilder text = new StringBuilder();
        for (byte octet : key.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (octet & 0xff);
            if (letter < 128 && (Character.isLetterOrDigit(letter) || "-_.~/".indexOf(letter) >= 0)) {
                text.append(letter);
            } else {
                text.append("%%%02X".formatted(octet & 0xff));
            }
        }
        return text.toString();
    }

    /**
     * An address, and how it is asked.
     *
     * @param uri where the object is
     * @param access what goes along
     */
    public record Target(URI uri, Access access) {}
}
