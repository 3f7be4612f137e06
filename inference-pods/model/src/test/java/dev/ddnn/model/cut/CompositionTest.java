package dev.ddnn.model.cut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.model.codec.Encoding;
import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.model.testing.Cuts;
import dev.ddnn.model.testing.Networks;
import dev.ddnn.model.testing.Runtime;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The section files, run one after the other, compute what the whole file computes: bit by bit. */
class CompositionTest {
    @Test
    void chain() throws Exception {
        var model = Networks.chain().parse();
        assertEqual(
                model,
                Cuts.of(model)
                        .exiting("device", "early", "h1")
                        .section("edge", "h2")
                        .exiting("cloud", "logits")
                        .cut());
    }

    @Test
    void camerasGatewayCloudWithBinaryFeatures() throws Exception {
        var model = Networks.cameras(6).parse();
        assertEqual(
                model,
                Cuts.of(model)
                        .section("camera", null, Encoding.Binary, "view*/features")
                        .section(
                                "gateway",
                                new CutSpec.Exit("gateway/logits", "0.5"),
                                Encoding.Binary,
                                "gateway/features")
                        .exiting("cloud", "cloud/logits")
                        .cut());
    }

    static void assertEqual(OnnxModel model, Cut cut) throws Exception {
        var random = new Random(1);
        for (var trial = 0; trial < 5; trial++) {
            // Given
            var inputs = Runtime.sample(model, random);
            // When
            var composed = Runtime.composed(cut, inputs);
            // Then
            var uncut = Runtime.uncut(model, inputs, composed.keySet());
            assertThat(composed).isNotEmpty();
            composed.forEach((logits, values) -> assertThat(values).as(logits).isEqualTo(uncut.get(logits)));
        }
    }
}
