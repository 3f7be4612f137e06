package dev.ddnn.pod.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.model.graph.ElementType;
import dev.ddnn.pod.testing.TwoViews;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real engine. */
class SectionModelTest {
    @TempDir
    Path directory;

    private Path file(byte[] bytes) throws Exception {
        return Files.write(directory.resolve("section.onnx"), bytes);
    }

    @Test
    void computesBytes() throws Exception {
        try (var model = SectionModel.load(file(TwoViews.camera("view0")))) {
            // When
            var pixels = ByteBuffer.wrap(new byte[] {0, 127, -128, -1});
            var outputs = model.run(List.of(new NamedTensor("view0", ElementType.Uint8, List.of(1L, 4L), pixels)));

            // Then
            assertThat(outputs).containsOnlyKeys("view0/features");
            assertThat(outputs.get("view0/features")).containsExactly(-1, -1, 1, 1);
        }
    }

    @Test
    void leavesInputsOutThatOnlyPassThrough() throws Exception {
        try (var model = SectionModel.load(file(TwoViews.cloud()))) {
            // When
            var features = FloatBuffer.wrap(new float[] {1, 1, 1, 1, 1, 1, 1, -1});
            var outputs = model.run(List.of(
                    new NamedTensor("other", ElementType.Float32, List.of(1L), FloatBuffer.wrap(new float[1])),
                    new NamedTensor("gateway/features", ElementType.Float32, List.of(1L, 8L), features)));

            // Then
            assertThat(outputs.get("cloud/logits")).containsExactly(7, -6);
        }
    }

    @Test
    void saysWhyAFileIsRefused() throws Exception {
        var broken = file(new byte[] {1, 2, 3});
        assertThatThrownBy(() -> SectionModel.load(broken))
                .isInstanceOf(SectionFailedException.class)
                .hasMessageStartingWith("ONNX Runtime refuses the section's file section.onnx: ");
    }

    @Test
    void saysWhyASampleCannotBeComputed() throws Exception {
        try (var model = SectionModel.load(file(TwoViews.cloud()))) {
            var few = FloatBuffer.wrap(new float[3]);
            var tensor = new NamedTensor("gateway/features", ElementType.Float32, List.of(1L, 3L), few);
            assertThatThrownBy(() -> model.run(List.of(tensor)))
                    .isInstanceOf(SectionFailedException.class)
                    .hasMessageStartingWith("ONNX Runtime cannot compute the section: ");
        }
    }
}
