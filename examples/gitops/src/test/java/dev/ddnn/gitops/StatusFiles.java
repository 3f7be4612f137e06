package dev.ddnn.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The operator's golden stories as objects with status, and the table of what is to be said of them. */
final class StatusFiles {
    static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final Path GOLDEN = Path.of("..", "..", "operator", "src", "test", "resources", "golden");
    private static final Path TABLE = Path.of("VERDICTS.md");
    private static final int COLUMNS = 5;

    private StatusFiles() {}

    /**
     * A row of the table.
     *
     * @param story the status file
     * @param kstatus what kstatus says, and Flux
     * @param argo what Argo CD says
     */
    record Row(String story, String kstatus, String argo) {}

    static List<Row> table() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| status file"))
                .map(line -> line.split("\\s*\\|\\s*", -1))
                .peek(cells -> {
                    if (cells.length != COLUMNS + 1) {
                        throw new IllegalStateException("VERDICTS.md: a row needs 4 cells: " + String.join("|", cells));
                    }
                })
                .map(cells -> new Row(cells[1], cells[2], cells[3]))
                .toList();
    }

    /** Every golden story, by name: those without a row too. */
    static Map<String, ObjectNode> objects() throws IOException {
        var objects = new TreeMap<String, ObjectNode>();
        try (var stories = Files.list(GOLDEN)) {
            for (Path story : stories.toList()) {
                objects.put(story.getFileName().toString(), object(story));
            }
        }
        return objects;
    }

    private static ObjectNode object(Path story) throws IOException {
        ObjectNode object =
                (ObjectNode) YAML.readTree(story.resolve("in-DDNN.yaml").toFile());
        object.set("status", YAML.readTree(story.resolve("out-status.yaml").toFile()));
        return object;
    }

    /** The object after its spec was changed and before the operator looked. */
    static ObjectNode changed(ObjectNode object) {
        ObjectNode changed = object.deepCopy();
        ObjectNode metadata = (ObjectNode) changed.get("metadata");
        metadata.put("generation", metadata.get("generation").asLong() + 1);
        return changed;
    }

    /** The object while it is being deleted. */
    static ObjectNode deleted(ObjectNode object) {
        ObjectNode deleted = object.deepCopy();
        ((ObjectNode) deleted.get("metadata")).put("deletionTimestamp", "2026-01-02T03:04:05Z");
        return deleted;
    }

    static Map<String, String> expected(boolean argo) throws IOException {
        return table().stream().collect(Collectors.toMap(Row::story, row -> argo ? row.argo() : row.kstatus()));
    }

    static String text(JsonNode node) {
        return node.toString();
    }
}
