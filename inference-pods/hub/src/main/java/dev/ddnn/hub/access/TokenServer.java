package dev.ddnn.hub.access;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a registry sends its clients for a token, as its challenge says.
 *
 * @param realm address of the token server
 * @param service the registry's name there; absent: none
 */
public record TokenServer(URI realm, @Nullable String service) {
    private static final Pattern PARAMETER = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    /** The token server of a {@code Bearer} challenge; empty if the registry asks for user name and password itself. */
    public static Optional<TokenServer> of(List<String> challenges) {
        for (String challenge : challenges) {
            if (challenge.regionMatches(true, 0, "Bearer ", 0, 7)) {
                Optional<TokenServer> server = parse(challenge);
                if (server.isPresent()) {
                    return server;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<TokenServer> parse(String challenge) {
        String realm = null;
        String service = null;
        Matcher parameter = PARAMETER.matcher(challenge);
        while (parameter.find()) {
            realm = parameter.group(1).equals("realm") ? parameter.group(2) : realm;
            service = parameter.group(1).equals("service") ? parameter.group(2) : service;
        }
        if (realm == null || !realm.matches("https?://[!-~]+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TokenServer(URI.create(realm), service));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Where a token for reading a repository is asked for. */
    public URI ask(String repository) {
        String query = "scope=" + encoded("repository:%s:pull".formatted(repository));
        if (service != null) {
            query = "service=" + encoded(service) + "&" + query;
        }
        return URI.create(realm + (realm.getRawQuery() == null ? "?" : "&") + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
