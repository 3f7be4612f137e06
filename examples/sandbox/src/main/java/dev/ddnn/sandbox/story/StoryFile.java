package dev.ddnn.sandbox.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a story strictly: an unknown or missing field is an error. What is wrong with its steps is told all at once. */
public final class StoryFile {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private StoryFile() {}

    /**
     * @param folder of the story
     * @throws InvalidStoryException if it is not one
     */
    public static Story read(Path folder) throws IOException {
        Path file = folder.resolve("story.yaml");
        if (!Files.isRegularFile(file)) {
            throw new InvalidStoryException(folder + " must hold a file story.yaml, but does not");
        }
        try {
            return checked(folder, file, YAML.readValue(file.toFile(), Story.class));
        } catch (ValueInstantiationException e) {
            throw new InvalidStoryException(file + ": a field is missing: " + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw new InvalidStoryException(
                    file + (where == null ? "" : " line " + where.getLineNr()) + ": " + e.getOriginalMessage(), e);
        }
    }

    private static Story checked(Path folder, Path file, Story story) throws InvalidStoryException {
        List<String> problems = StepProblems.of(folder, story);
        if (problems.isEmpty()) {
            return story;
        }
        throw new InvalidStoryException(file + ": " + String.join("; ", problems));
    }
}
