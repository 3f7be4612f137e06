package dev.ddnn.model.graph;

import static dev.ddnn.model.testing.GraphBuilder.FLOAT;
import static dev.ddnn.model.testing.GraphBuilder.UINT8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.model.testing.GraphBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnnxModelTest {
    @Test
    void tellsViewsPresentVersionsAndMetadata() throws Exception {
        // Given
        var bytes = new GraphBuilder()
                .input("view0", UINT8, -1, 1, 14, 10)
                .view("view1", 3)
                .input("present", FLOAT, -1, 2)
                .metadata("ddnn.entropyBelow/logits", "0.05")
                .node("Identity", "logits", "view1")
                .output("logits", 3)
                .bytes();
        // When
        var model = OnnxModel.parse(bytes, ModelLimits.BUNDLED);
        // Then
        assertThat(model.views())
                .containsExactly(
                        new TensorInfo("view0", ElementType.Uint8, List.of(-1L, 1L, 14L, 10L)),
                        new TensorInfo("view1", ElementType.Float32, List.of(-1L, 3L)));
        assertThat(model.views().get(0).sampleShape()).containsExactly(1L, 1L, 14L, 10L);
        assertThat(model.presentInput()).contains("present");
        assertThat(model.irVersion()).isEqualTo(8);
        assertThat(model.opset()).isEqualTo(17);
        assertThat(model.metadata()).containsEntry(OnnxModel.thresholdKey("logits"), "0.05");
        assertThat(model.digest()).isEqualTo(OnnxModel.digest(bytes)).matches("sha256:[0-9a-f]{64}");
        assertThat(model.tensor("logits")).contains(new TensorInfo("logits", ElementType.Float32, List.of(-1L, 3L)));
    }

    @Test
    void initializersThatAreInputsTooAreNoViews() throws Exception {
        // Given
        var model = new GraphBuilder()
                .view("x", 2)
                .input("w", FLOAT, 2)
                .floats("w", List.of(2L), 1, 2)
                .node("Add", "y", "x", "w")
                .parse();
        // Then
        assertThat(model.views()).extracting(TensorInfo::name).containsExactly("x");
        assertThat(model.presentInput()).isEmpty();
    }
}
