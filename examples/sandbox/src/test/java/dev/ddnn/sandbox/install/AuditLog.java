package dev.ddnn.sandbox.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the installation's service accounts asked of the API server.
 *
 * @param asked and got an answer from the resource
 * @param denied by the authorizer, in words
 */
record AuditLog(SortedSet<Verb> asked, List<String> denied) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = "system:serviceaccount:ddnn-system:";
    private static final int CREATED = 201;

    static AuditLog read(Path file) throws IOException {
        String text = Files.readString(file);
        // The last line may be half written.
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        SortedSet<Verb> asked = new TreeSet<>();
        SortedSet<String> denied = new TreeSet<>();
        for (String line : lines) {
            JsonNode event = JSON.readTree(line);
            if ("forbid"
                    .equals(event.at("/annotations/authorization.k8s.io~1decision")
                            .asText())) {
                denied.add(account(event) + ": " + event.get("verb").asText() + " "
                        + event.get("requestURI").asText());
            } else if (event.has("objectRef")) {
                verbs(event).forEach(verb -> asked.add(verb(event, verb)));
            }
        }
        return new AuditLog(asked, List.copyOf(denied));
    }

    /** An apply that creates is authorized as both. */
    private static Stream<String> verbs(JsonNode event) {
        String verb = event.get("verb").asText();
        boolean created =
                "patch".equals(verb) && event.at("/responseStatus/code").asInt() == CREATED;
        return created ? Stream.of(verb, "create") : Stream.of(verb);
    }

    private static Verb verb(JsonNode event, String verb) {
        JsonNode object = event.get("objectRef");
        String sub = object.path("subresource").asText();
        return new Verb(
                account(event),
                object.path("apiGroup").asText(),
                object.path("resource").asText() + (sub.isEmpty() ? "" : "/" + sub),
                verb);
    }

    private static String account(JsonNode event) {
        return event.at("/user/username").asText().replace(ACCOUNT, "");
    }
}
