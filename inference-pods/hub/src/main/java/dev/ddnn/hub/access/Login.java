package dev.ddnn.hub.access;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.hub.secret.SecretValues;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A user name and password, or a token, out of a Secret: keys {@code username} and {@code password}, or {@code token}, and where
 * they may go to in {@code host}; or a Docker configuration, which says so for each registry.
 */
public final class Login {
    private static final String DOCKER = ".dockerconfigjson";
    private static final Pattern ONE_LINE = Pattern.compile("[!-~]+");

    private final String secret;
    private final @Nullable String username;
    private final String password;

    private Login(String secret, @Nullable String username, String password) {
        this.secret = secret;
        this.username = username;
        this.password = password;
    }

    /**
     * Reads what a Secret has for a server.
     *
     * @param origin an address of the server
     * @throws BadCredentials if that is nothing, or not enough
     */
    public static Login of(SecretValues values, URI origin) throws BadCredentials {
        Optional<String> docker = values.get(DOCKER);
        if (docker.isPresent()) {
            return fromDocker(values.name(), docker.get(), origin);
        }
        Optional<String> host = values.get("host");
        if (host.isPresent()
                && !host.get().equals(origin.getHost())
                && !host.get().equals(origin.getRawAuthority())) {
            throw new BadCredentials("Secret '%s' is for the host of its key `host` only, and the source is at '%s'"
                    .formatted(values.name(), origin.getRawAuthority()));
        }
        Optional<String> token = values.get("token");
        if (token.isPresent()) {
            return new Login(values.name(), null, oneLine(values.name(), "token", token.get()));
        }
        Optional<String> username = values.get("username");
        Optional<String> password = values.get("password");
        if (username.isEmpty() || password.isEmpty()) {
            throw new BadCredentials("Secret '%s' must have the keys `username` and `password`, or `token`; found %s"
                    .formatted(values.name(), values.keys()));
        }
        return new Login(values.name(), username.get(), password.get());
    }

    /** Sends it along, to this server only. */
    public Access access(URI origin) {
        return username == null
                ? HeaderAccess.bearer(origin, password, what())
                : HeaderAccess.basic(origin, username, password, what());
    }

    /** Whose it is, for messages. */
    public String what() {
        return "the %s of Secret '%s'".formatted(username == null ? "token" : "user name and password", secret);
    }

    /** Whether it is a token already, and needs no other. */
    public boolean isToken() {
        return username == null;
    }

    /**
     * A value that fits into a header field.
     *
     * @throws BadCredentials if it does not
     */
    static String oneLine(String secret, String key, String value) throws BadCredentials {
        if (!ONE_LINE.matcher(value).matches()) {
            throw new BadCredentials("key `%s` of Secret '%s' must be one line of printable ASCII without spaces"
                    .formatted(key, secret));
        }
        return value;
    }

    private static Login fromDocker(String secret, String text, URI origin) throws BadCredentials {
        for (Map.Entry<String, DockerEntry> entry : auths(secret, text).entrySet()) {
            if (entry.getValue() != null && isFor(entry.getKey(), origin)) {
                return fromEntry(secret, entry.getKey(), entry.getValue());
            }
        }
        throw new BadCredentials("Secret '%s' has no entry for registry '%s' in its key `%s`"
                .formatted(secret, origin.getRawAuthority(), DOCKER));
    }

    private static Map<String, DockerEntry> auths(String secret, String text) throws BadCredentials {
        try {
            Map<String, DockerEntry> auths =
                    ContractJson.read(text, DockerConfig.class).auths();
            return auths == null ? Map.of() : auths;
        } catch (IllegalArgumentException e) {
            // Neither its message nor itself as the cause: both quote the text.
            throw new BadCredentials(
                    "key `%s` of Secret '%s' must be a Docker configuration".formatted(DOCKER, secret));
        }
    }

    private static boolean isFor(String registry, URI origin) {
        String host = registry.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
        int slash = host.indexOf('/');
        return (slash < 0 ? host : host.substring(0, slash)).equalsIgnoreCase(origin.getRawAuthority());
    }

    private static Login fromEntry(String secret, String registry, DockerEntry entry) throws BadCredentials {
        String username = orEmpty(entry.username());
        String password = orEmpty(entry.password());
        if (username.isEmpty()) {
            String pair = decoded(orEmpty(entry.auth()));
            int colon = pair.indexOf(':');
            username = colon < 0 ? "" : pair.substring(0, colon);
            password = pair.substring(colon + 1);
        }
        if (username.isEmpty() || password.isEmpty()) {
            throw new BadCredentials(
                    "the entry for registry '%s' of Secret '%s' must have `auth`, or `username` and `password`"
                            .formatted(registry, secret));
        }
        return new Login(secret, username, password);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String decoded(String auth) {
        try {
            return new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private record DockerConfig(@Nullable Map<String, DockerEntry> auths) {}

    private record DockerEntry(
            @Nullable String username,
            @Nullable String password,
            @Nullable String auth) {}
}
