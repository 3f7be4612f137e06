package dev.ddnn.hub.access;

import dev.ddnn.hub.secret.SecretValues;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Signs each request with an access key. The key itself never leaves, and a signature is good for one host only. */
final class S3Access implements Access {
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9]{1,64})</Code>");

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final AwsCredentialsIdentity identity;
    private final S3Object object;
    private final URI origin;
    private final String region;
    private final String secret;

    private S3Access(AwsCredentialsIdentity identity, S3Object object, URI origin, String region, String secret) {
        this.identity = identity;
        this.object = object;
        this.origin = origin;
        this.region = region;
        this.secret = secret;
    }

    static S3Access of(SecretValues values, S3Object object, URI origin, String region) throws BadCredentials {
        String id = required(values, "accessKeyId");
        String key = required(values, "secretAccessKey");
        Optional<String> session = values.get("sessionToken");
        AwsCredentialsIdentity identity = session.isPresent()
                ? AwsSessionCredentialsIdentity.create(
                        id, key, Login.oneLine(values.name(), "sessionToken", session.get()))
                : AwsCredentialsIdentity.create(id, key);
        return new S3Access(identity, object, origin, region, values.name());
    }

    private static String required(SecretValues values, String key) throws BadCredentials {
        String value = values.get(key)
                .orElseThrow(() -> new BadCredentials(
                        "Secret '%s' must have the keys `accessKeyId` and `secretAccessKey`, and may have `sessionToken`, `endpoint` and `region`; found %s"
                                .formatted(values.name(), values.keys())));
        return Login.oneLine(values.name(), key, value);
    }

    @Override
    public Map<String, String> headers(URI uri) {
        if (!Access.sameOrigin(origin, uri)) {
            return Map.of();
        }
        SdkHttpRequest request =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(uri).build();
        SdkHttpRequest signed = signer.sign(sign -> sign.identity(identity)
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false))
                .request();
        Map<String, String> headers = new LinkedHashMap<>();
        signed.forEachHeader((name, values) -> {
            // The client writes that one itself, the same.
            if (!name.equalsIgnoreCase("Host")) {
                headers.put(name, values.get(0));
            }
        });
        return headers;
    }

    @Override
    public Refusal refusal(URI uri, String shown, int status, String body) {
        Matcher found = CODE.matcher(body);
        String code = found.find() ? found.group(1) : "";
        String said = "%s answered %d%s".formatted(shown, status, code.isEmpty() ? "" : " (" + code + ")");
        if (code.equals("NoSuchBucket")) {
            return new Refusal(false, "%s: there is no bucket '%s'".formatted(said, object.bucket()));
        }
        if (code.equals("NoSuchKey")) {
            return new Refusal(
                    false, "%s: bucket '%s' has no object '%s'".formatted(said, object.bucket(), object.key()));
        }
        if (status == 301 || code.equals("AuthorizationHeaderMalformed")) {
            return new Refusal(
                    true,
                    "%s: the bucket is in another region than '%s'. Put the right one into key `region` of Secret '%s'"
                            .formatted(said, region, secret));
        }
        return Refusal.isDenial(status) || (status == 400 && !code.isEmpty())
                ? new Refusal(
                        true, "%s: the store does not accept the access key of Secret '%s'".formatted(said, secret))
                : Refusal.plain(shown, status);
    }
}
