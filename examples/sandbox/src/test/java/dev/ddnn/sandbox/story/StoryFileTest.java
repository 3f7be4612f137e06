package dev.ddnn.sandbox.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.sandbox.launch.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryFileTest {
    @Test
    void digitsStoryIsReadStrictlyAndItsManifestsNameItsModel() throws IOException {
        // Given
        Path folder = Checkout.find().story("digits");

        // When
        Story story = StoryFile.read(folder);

        // Then
        String digest =
                OnnxModel.digest(Files.readAllBytes(folder.resolve(story.feed().model())));
        try (Stream<Path> manifests = Files.list(folder.resolve(story.manifests()))) {
            List<Path> naming = manifests
                    .filter(f -> f.getFileName().toString().contains("DDNN.digits"))
                    .toList();
            assertThat(naming).hasSize(2);
            for (Path manifest : naming) {
                assertThat(Files.readString(manifest)).contains("sha256: " + digest.substring("sha256:".length()));
            }
        }
    }

    @Test
    void unknownFieldIsRefused(@TempDir Path folder) throws IOException {
        // Given
        String story = Files.readString(Checkout.find().story("digits").resolve("story.yaml"));
        Files.writeString(folder.resolve("story.yaml"), "speed: 3\n" + story);

        // When / Then
        assertThatThrownBy(() -> StoryFile.read(folder))
                .isInstanceOf(InvalidStoryException.class)
                .hasMessageContaining("story.yaml line ")
                .hasMessageContaining("speed");
    }

    @Test
    void folderWithoutStoryIsRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> StoryFile.read(folder))
                .hasMessage(folder + " must hold a file story.yaml, but does not");
    }
}
