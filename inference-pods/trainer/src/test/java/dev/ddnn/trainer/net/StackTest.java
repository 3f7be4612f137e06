package dev.ddnn.trainer.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StackTest {

    @Test
    void namesLayersByKindAndNumberAndFollowsTheirShapes() {
        // Given
        Stack device = DigitsNetwork.spec().device();
        // When
        List<NamedLayer> named = device.named();
        // Then
        assertThat(named)
                .extracting(NamedLayer::name)
                .containsExactly(
                        "device/conv1",
                        "device/pool1",
                        "device/norm1",
                        "device/relu1",
                        "device/conv2",
                        "device/norm2",
                        "device/sign1");
        assertThat(named)
                .extracting(layer -> layer.output().dims())
                .containsExactly(
                        List.of(16, 14, 10),
                        List.of(16, 7, 5),
                        List.of(16, 7, 5),
                        List.of(16, 7, 5),
                        List.of(4, 7, 5),
                        List.of(4, 7, 5),
                        List.of(4, 7, 5));
    }

    @Test
    void refusesALayerThatCannotTakeWhatComes() {
        List<Layer> layers = List.of(new Linear(3, true), new MaxPool(2));
        assertThatThrownBy(() -> new Stack("s", TensorShape.vector(4), layers))
                .hasMessage("maps [channels, height, width] are needed here, found [3]");
    }

    @Test
    void refusesAnEmptyStack() {
        assertThatThrownBy(() -> new Stack("s", TensorShape.vector(4), List.of()))
                .hasMessage("layers: s has none");
    }

    @Test
    void refusesAnEvenWindow() {
        assertThatThrownBy(() -> new Conv(4, 2)).hasMessage("kernel: must be odd, found 2");
    }
}
