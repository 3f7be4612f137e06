package dev.ddnn.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddnn.controlplane.programs.GoProgram;
import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The genuine kstatus, and Flux's expressions evaluated by the genuine CEL: the Go program beside this module. */
final class Kstatus {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FLUX = Path.of("flux", "ddnn.yaml");

    private final Path program;
    private final Path directory;

    private Kstatus(Path program, Path directory) {
        this.program = program;
        this.directory = directory;
    }

    /**
     * @param kstatus verdict of the library
     * @param flux verdict of the expressions
     */
    record Verdict(String kstatus, String flux) {
        static Verdict both(String verdict) {
            return new Verdict(verdict, verdict);
        }
    }

    static Kstatus compiled(Path directory) throws ProgramsUnavailable, InterruptedException {
        return new Kstatus(GoProgram.build(Path.of("kstatus")), directory);
    }

    /** Judges all objects at once. */
    Map<String, Verdict> judge(Map<String, ? extends JsonNode> objects) throws IOException {
        var command = new ArrayList<>(List.of(program.toString(), expressions().toString()));
        for (var object : objects.entrySet()) {
            command.add(write(object.getKey(), object.getValue()).toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.onExit().join().exitValue();
        List<String> lines = said.lines().toList();
        if (exit != 0 || lines.size() != objects.size()) {
            throw new IOException("kstatus ended with %d: %s".formatted(exit, said));
        }
        var verdicts = new LinkedHashMap<String, Verdict>();
        int i = 0;
        for (String name : objects.keySet()) {
            String[] columns = lines.get(i++).split("\t", -1);
            verdicts.put(name, new Verdict(columns[0], columns[1]));
        }
        return verdicts;
    }

    private Path expressions() throws IOException {
        var documents = StatusFiles.YAML
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(FLUX.toFile())
                .readAll();
        JsonNode expressions = documents.get(documents.size() - 1).at("/spec/healthCheckExprs");
        return write("expressions", expressions);
    }

    private Path write(String name, JsonNode node) throws IOException {
        return Files.write(directory.resolve(name + ".json"), JSON.writeValueAsBytes(node));
    }
}
