package dev.ddnn.sandbox.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.sandbox.launch.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    @Test
    void allThatIsWrongWithStepsIsToldAtOnce(@TempDir Path folder) throws IOException {
        // Given
        String story = Files.readString(Checkout.find().story("digits").resolve("story.yaml"));
        Files.writeString(folder.resolve("story.yaml"), story + """
                steps:
                  - {title: ok, within: 5s, samples: 3}
                  - {apply: no.yaml, within: soon, samples: -1}
                  - {title: c, until: {rolledOut: false, reason: not good, answers: other.onnx}}
                  - {title: d, within: 5s, refusing: long, until: {answers: model/digits.onnx}}
                  - {title: e, within: 5s, delete: trial, show: delete ddnn/trial}
                  - {title: f, within: 5s, until: {conditions: [{type: ready, status: maybe}]}}
                """);

        // When / Then
        assertThatThrownBy(() -> StoryFile.read(folder))
                .isInstanceOf(InvalidStoryException.class)
                .hasMessage(folder.resolve("story.yaml")
                        + ": cloudOnly must be absent in a story with steps, which feeds one DDNN alone"
                        + "; steps[1].title must be a line of text, found nothing"
                        + "; steps[1].apply must name a file in the story's folder, found 'no.yaml'"
                        + "; steps[1].until must say what comes of what is applied, found nothing"
                        + "; steps[1].samples must be 0 or more, found -1"
                        + "; steps[1].within must be a time such as 90s or 5m, found 'soon'"
                        + "; steps[2].within must be a time such as 90s or 5m, found nothing"
                        + "; steps[2].until.reason must be the reason of a condition, such as RolledBack, found 'not good'"
                        + "; steps[2].until.answers must be a file of uploads, one of [model/digits.onnx], found 'other.onnx'"
                        + "; steps[3].refusing must be a time such as 90s or 5m, found 'long'"
                        + "; steps[3].until.rolledOut, newPods or conditions must say what comes about, found none"
                        + "; steps[3].until.rolledOut must be true or false where reason or answers is given, found nothing"
                        + "; steps[4].delete must be a type and a name, such as ddnn/trial, found 'trial'"
                        + "; steps[4].until must say what comes of what is deleted, found nothing"
                        + "; steps[4].show must be words for kubectl that begin with get or describe, found 'delete ddnn/trial'"
                        + "; steps[5].until.conditions[0].ddnn must be the name of a DDNN, found nothing"
                        + "; steps[5].until.conditions[0].type must be the type of a condition, such as Ready, found 'ready'"
                        + "; steps[5].until.conditions[0].status must be one of [True, False, Unknown], found 'maybe'");
    }

    @Test
    void billAndDDNNsThatAreFedBesideMustBeWhole(@TempDir Path folder) throws IOException {
        // Given
        String story = Files.readString(Checkout.find().story("digits").resolve("story.yaml"));
        Files.writeString(folder.resolve("story.yaml"), story.replaceAll("(?m)^cloudOnly:.*\\n( +.*\\n)*", "") + """
                bill: {csv: no.gotemplate}
                steps:
                  - {title: g, within: 5s, feed: [{ddnn: a, samples: 0}, {namespace: b}]}
                """);

        // When / Then
        assertThatThrownBy(() -> StoryFile.read(folder))
                .isInstanceOf(InvalidStoryException.class)
                .hasMessage(folder.resolve("story.yaml")
                        + ": bill.csv must name a template for kubectl, found 'no.gotemplate'"
                        + "; bill.within must be a time such as 90s or 5m, found nothing"
                        + "; steps[0].feed[0].samples must be 1 or more, found 0"
                        + "; steps[0].feed[1].ddnn must be the name of a DDNN, found nothing"
                        + "; steps[0].feed[1].samples must be 1 or more, found nothing");
    }

    @Test
    void retrainStoryAppliesManifestsOfItsModelsAndOfNothingElse() throws IOException {
        // Given
        Path folder = Checkout.find().story("digits-retrain");

        // When
        Story story = StoryFile.read(folder);

        // Then
        assertThat(story.steps()).hasSize(5);
        for (Story.Upload upload : story.uploads()) {
            String digest = OnnxModel.digest(Files.readAllBytes(folder.resolve(upload.file())))
                    .substring("sha256:".length());
            Path manifest = folder.resolve(Objects.requireNonNull(MANIFESTS.get(upload.name())));
            assertThat(manifest).content().contains("uri: hub:" + upload.name() + "\n", "sha256: " + digest + "\n");
        }
        List<String> same = MANIFESTS.values().stream()
                .map(m -> text(folder.resolve(m)).replaceAll("(uri|sha256): .*|#.*", ""))
                .distinct()
                .toList();
        assertThat(same).hasSize(1);
        assertThat(text(folder.resolve("steps/memory.yaml"))
                        .replaceAll("#.*", "")
                        .replace("320Mi", "256Mi"))
                .isEqualTo(text(folder.resolve("manifests/10.DDNN.digits.yaml")).replaceAll("#.*", ""));
    }

    @Test
    void quotaStoryIsReadAndItsManifestsNameItsModel() throws IOException {
        // Given
        Path folder = Checkout.find().story("quota");

        // When
        Story story = StoryFile.read(folder);

        // Then
        assertThat(story.steps()).hasSize(3);
        assertThat(story.steps().get(2).delete()).isEqualTo("ddnn/trial");
        assertThat(story.bill()).isNotNull();
        assertThat(story.steps()).flatExtracting(Step::others).hasSize(4);
        String digest = OnnxModel.digest(
                        Files.readAllBytes(folder.resolve(story.feed().model())))
                .substring("sha256:".length());
        for (String file :
                List.of("manifests/20.DDNN.digits.yaml", "manifests/21.DDNN.trial.yaml", "steps/late.yaml")) {
            assertThat(folder.resolve(file)).content().contains("sha256: " + digest + "\n");
        }
    }

    private static final Map<String, String> MANIFESTS =
            Map.of("digits", "manifests/10.DDNN.digits.yaml", "digits-b", "steps/b.yaml", "digits-c", "steps/c.yaml");

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
