package dev.ddnn.sandbox.logs;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code kubectl logs} asks for.
 *
 * @param tailLines how many lines from the end; negative: all
 * @param limitBytes how much at most; negative: all
 */
record LogRequest(
        String namespace,
        String pod,
        String container,
        boolean follow,
        boolean previous,
        long tailLines,
        long limitBytes) {
    private static final Set<String> KNOWN = Set.of("follow", "previous", "tailLines", "limitBytes");

    /** @throws IllegalArgumentException with a sentence for the user */
    static LogRequest parse(URI uri) {
        String[] parts = uri.getPath().split("/");
        if (parts.length != 5 || !parts[1].equals("containerLogs")) {
            throw new IllegalArgumentException(
                    "the sandbox answers logs only; exec, attach and port-forward need a container: the pods' processes"
                            + " are on this machine's loopback addresses");
        }
        Map<String, String> query = query(uri);
        for (String key : query.keySet()) {
            if (!KNOWN.contains(key)) {
                throw new IllegalArgumentException(
                        "the sandbox's logs carry no times, so '" + key + "' cannot be obeyed; it knows " + KNOWN);
            }
        }
        return new LogRequest(
                parts[2],
                parts[3],
                parts[4],
                isTrue(query.get("follow")),
                isTrue(query.get("previous")),
                Long.parseLong(query.getOrDefault("tailLines", "-1")),
                Long.parseLong(query.getOrDefault("limitBytes", "-1")));
    }

    private static boolean isTrue(@Nullable String value) {
        return "true".equals(value) || "1".equals(value);
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> values = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&")) {
                int equals = pair.indexOf('=');
                String key = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "true" : pair.substring(equals + 1);
                values.put(key, URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return values;
    }
}
