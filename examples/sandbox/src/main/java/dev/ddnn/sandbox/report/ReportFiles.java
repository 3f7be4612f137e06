package dev.ddnn.sandbox.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.Verdict;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files for programs: the table as one object, and every answer as a line. */
public final class ReportFiles {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ReportFiles() {}

    /** Writes the table as one JSON object. */
    public static void table(Path file, Summary summary) throws IOException {
        Files.write(file, MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(summary));
    }

    /** Writes one JSON line per sample. */
    public static void answers(Path file, List<Outcome> outcomes) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Outcome outcome : outcomes) {
                out.write(MAPPER.writeValueAsString(line(outcome)));
                out.newLine();
            }
        }
    }

    static Map<String, Object> line(Outcome outcome) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("sample", outcome.sample());
        line.put("id", outcome.tries().id());
        line.put("label", outcome.label());
        Verdict verdict = outcome.verdict();
        if (verdict == null) {
            line.put("answer", null);
            line.put("refused", outcome.refused());
            line.put("code", outcome.tries().code());
            return line;
        }
        line.put("answer", verdict.answer());
        line.put("exit", verdict.exit());
        line.put("confidence", verdict.confidence());
        line.put("revision", verdict.revision());
        line.put("present", verdict.present().chars().map(c -> c - '0').boxed().toList());
        line.put("degraded", verdict.degraded());
        line.put("degradedReason", verdict.degradedReason());
        if (outcome.unknown()) {
            line.put("unknownToAnEntry", true);
        }
        return line;
    }
}
