package dev.ddnn.model.cut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.model.codec.Encoding;
import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.model.testing.Cuts;
import dev.ddnn.model.testing.GraphBuilder;
import dev.ddnn.model.testing.Networks;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedExitsTest {
    @Test
    void exitBelowTheDecidingSection() throws Exception {
        assertThat(cameras()
                        .exiting("camera", "view0/scores", "view*/features")
                        .exiting("gateway", "gateway/logits", "gateway/features")
                        .exiting("cloud", "cloud/logits")
                        .problems())
                .containsExactly(
                        "spec.sections[0].exit: section `camera` has 2 branches, so no part of it sees the whole sample: the"
                                + " lowest section that can have an exit is `gateway`");
    }

    @Test
    void exitThatIsMadeFurtherDown() throws Exception {
        assertThat(Cuts.of(Networks.chain().parse())
                        .exiting("device", "early", "h1")
                        .section("edge", "h2")
                        .exiting("cloud", "early")
                        .problems())
                .contains(
                        "spec.sections[2].exit.logits: tensor `early` is already made in section `device`, an exit must be made"
                                + " in its own section");
    }

    @Test
    void logitsOfTheWrongKind() throws Exception {
        var graph = Networks.chain()
                .node("Cast", "whole", GraphBuilder.integer("to", 7), "logits")
                .declare("whole", 7, -1, 3)
                .node("Tanh", "bare", "logits");
        Networks.layer(graph, "h2", "single", 1);
        var model = graph.parse();
        for (var wrong :
                List.of("whole is INT64 [N, 3]", "bare is without declared type and shape", "single is FLOAT [N, 1]")) {
            var tensor = wrong.substring(0, wrong.indexOf(' '));
            assertThat(Cuts.of(model).exiting("top", tensor).problems())
                    .containsExactly(
                            "spec.sections[0].exit.logits: tensor `%s`%s, an exit needs FLOAT [N, classes] with at least 2 classes"
                                    .formatted(tensor, wrong.substring(tensor.length())));
        }
        assertThat(Cuts.of(model).exiting("top", "x").problems())
                .containsExactly(
                        "spec.sections[0].exit.logits: tensor `x` is a graph input, an exit needs scores that the model"
                                + " makes");
    }

    @Test
    void aMistypedExitIsOneMistake() throws Exception {
        assertThat(Cuts.of(Networks.chain().parse())
                        .section("device", new CutSpec.Exit("erly", null), Encoding.Float32, "h1")
                        .section("cloud", new CutSpec.Exit("logits", null), Encoding.Float32)
                        .problems())
                .containsExactly(
                        "spec.sections[0].exit.logits: tensor `erly` does not exist in the model; near: `early`");
    }

    @Test
    void thresholds() throws Exception {
        var key = OnnxModel.thresholdKey("early");
        var wrong = exit(Networks.chain().metadata(key, "0.2"), "1.5").problems();
        var missing = exit(Networks.chain(), null).problems();
        var broken = exit(Networks.chain().metadata(key, "often"), null).problems();
        var carried = exit(Networks.chain().metadata(key, "0.2"), null).cut();
        var written = exit(Networks.chain().metadata(key, "0.2"), "0.8").cut();
        // Then
        assertThat(wrong)
                .containsExactly("spec.sections[0].exit.entropyBelow: must be a decimal from 0 to 1, found \"1.5\"");
        assertThat(missing)
                .containsExactly(
                        "spec.sections[0].exit.entropyBelow: the exit has no threshold: set entropyBelow, or use a model"
                                + " with the metadata `ddnn.entropyBelow/early`");
        assertThat(broken)
                .containsExactly(
                        "spec.sections[0].exit.entropyBelow: the model's metadata `ddnn.entropyBelow/early` must be a"
                                + " decimal from 0 to 1, found \"often\"");
        assertThat(carried.sections().get(0).exit()).isEqualTo(new ResolvedExit("early", "0.2", 3));
        assertThat(written.sections().get(0).exit()).isEqualTo(new ResolvedExit("early", "0.8", 3));
        assertThat(written.sections().get(1).exit()).isEqualTo(new ResolvedExit("logits", "1", 3));
    }

    private static Cuts exit(GraphBuilder graph, String entropyBelow) throws Exception {
        return Cuts.of(graph.parse())
                .section("device", new CutSpec.Exit("early", entropyBelow), Encoding.Float32, "h1")
                .section("cloud", new CutSpec.Exit("logits", null), Encoding.Float32);
    }

    private static Cuts cameras() throws Exception {
        return Cuts.of(Networks.cameras(2).parse());
    }
}
