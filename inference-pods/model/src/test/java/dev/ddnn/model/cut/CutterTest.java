package dev.ddnn.model.cut;

import static dev.ddnn.model.testing.Cuts.describe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.model.testing.Cuts;
import dev.ddnn.model.testing.Networks;
import org.junit.jupiter.api.Test;

class CutterTest {
    @Test
    void chainInThree() throws Exception {
        // Given
        var model = Networks.chain().parse();
        // When
        var cut = Cuts.of(model)
                .exiting("device", "early", "h1")
                .section("edge", "h2")
                .exiting("cloud", "logits")
                .cut();
        // Then
        assertThat(describe(cut))
                .containsExactly(
                        "device(Deciding)/x: x -> h1>x", "edge(Above)/x: h1<x -> h2>x", "cloud(Above)/x: h2<x ->");
    }

    @Test
    void sixCamerasThenGatewayThenCloud() throws Exception {
        // Given
        var model = Networks.cameras(6).parse();
        // When
        var cut = Cuts.of(model)
                .section("camera", "view*/features")
                .exiting("gateway", "gateway/logits", "gateway/features")
                .exiting("cloud", "cloud/logits")
                .cut();
        // Then
        assertThat(describe(cut)).hasSize(8);
        assertThat(describe(cut).get(0))
                .isEqualTo("camera(Below)/view0: view0 -> view0/features>view0-view1-view2-view3-view4-view5");
    }
}
