package dev.ddnn.benchmarks.cp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the two controllers asked of the API server, told by the API server. */
final class AuditLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private long position;

    AuditLog(Path file) {
        this.file = file;
    }

    /** The calls that were answered since the last time. Take them often: the server keeps 64 MB and the file before. */
    List<Call> take() throws IOException {
        var calls = new ArrayList<Call>();
        if (!Files.exists(file)) {
            return calls;
        }
        if (Files.size(file) < position) {
            read(rotated(), calls);
            position = 0;
        }
        read(file, calls);
        return calls;
    }

    private void read(Path from, List<Call> calls) throws IOException {
        byte[] bytes;
        try (var in = new RandomAccessFile(from.toFile(), "r")) {
            bytes = new byte[(int) (in.length() - position)];
            in.seek(position);
            in.readFully(bytes);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        // The last line may be half written.
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        position += whole.getBytes(StandardCharsets.UTF_8).length;
        for (String line : whole.lines().toList()) {
            JsonNode event = JSON.readTree(line);
            if ("ResponseComplete".equals(event.path("stage").asText())) {
                calls.add(call(event));
            }
        }
    }

    private Path rotated() throws IOException {
        try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
            return files.filter(other -> other.getFileName().toString().startsWith("audit-"))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow(() -> new IOException("what the API server wrote before " + file + " is gone"));
        }
    }

    private static Call call(JsonNode event) {
        JsonNode object = event.path("objectRef");
        String sub = object.path("subresource").asText();
        String user = event.at("/user/username").asText();
        return new Call(
                user.substring(user.lastIndexOf(':') + 1),
                event.path("verb").asText(),
                object.path("resource").asText() + (sub.isEmpty() ? "" : "/" + sub),
                object.path("namespace").asText(),
                object.path("name").asText(),
                event.at("/responseStatus/code").asInt(),
                Instant.parse(event.path("requestReceivedTimestamp").asText()),
                Instant.parse(event.path("stageTimestamp").asText()));
    }
}
