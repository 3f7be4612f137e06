package dev.ddnn.model.cut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.model.codec.Encoding;
import dev.ddnn.model.testing.Cuts;
import dev.ddnn.model.testing.GraphBuilder;
import dev.ddnn.model.testing.Networks;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedCutsTest {
    @Test
    void unknownTensorInOutputSuggestsNearNames() throws Exception {
        assertThat(cameras()
                        .section("camera", "view0/feature", "cam*/features")
                        .exiting("cloud", "cloud/logit")
                        .problems())
                .containsExactly(
                        "spec.sections[0].output[0].tensors: tensor `view0/feature` does not exist in the model; near:"
                                + " `view0/features`, `view1/features`",
                        "spec.sections[0].output[0].tensors: glob `cam*/features` matches no tensor of the model; near:"
                                + " `view0/features`, `view1/features`, `gateway/features`",
                        "spec.sections[1].exit.logits: tensor `cloud/logit` does not exist in the model; near: `cloud/logits`");
    }

    @Test
    void cutThatDoesNotSeparate() throws Exception {
        assertThat(cameras()
                        .section("camera", "view0/features")
                        .section("gateway", "gateway/features")
                        .exiting("cloud", "cloud/logits")
                        .problems())
                .containsExactly(
                        "spec.sections[0].output: the cut above `camera` does not separate the model, its output must list also"
                                + " `view1`: `view1` is a view and needed by MatMul `n/view1/pre` in `gateway`");
    }

    @Test
    void skipConnectionThatIsNotListed() throws Exception {
        var graph = Networks.chain().node("Add", "skip", "h1", "h2").shape("skip", 4);
        Networks.layer(graph, "skip", "top", 3);
        assertThat(Cuts.of(graph.parse())
                        .section("device", "h2")
                        .exiting("cloud", "top")
                        .problems())
                .containsExactly(
                        "spec.sections[0].output: the cut above `device` does not separate the model, its output must list also"
                                + " `h1`: `h1` is made by Tanh `n/h1` and needed by Add `n/skip` in `cloud`");
    }

    @Test
    void listedTensorThatNobodyAboveNeeds() throws Exception {
        assertThat(cameras()
                        .section("camera", "view*/features", "view*/scores")
                        .exiting("cloud", "cloud/logits")
                        .problems())
                .containsExactly(
                        "spec.sections[0].output[0].tensors: no section above `camera` needs `view0/scores`, `view1/scores`");
    }

    @Test
    void sectionsWithoutWhatTheyNeed() throws Exception {
        assertThat(Cuts.of(Networks.chain().parse())
                        .section("device")
                        .section("device", "h2")
                        .section("cloud", "logits")
                        .problems())
                .containsExactly(
                        "spec.sections[0].output: section `device` has no output: nothing would reach the next section",
                        "spec.sections[1].name: section `device` stands twice",
                        "spec.sections[2].output: the top section `cloud` has an output, but no section is above it",
                        "spec.sections[2].exit: the top section `cloud` must have an exit: it answers what no exit below"
                                + " answered");
        assertThat(Cuts.of(Networks.chain().parse()).problems())
                .containsExactly("spec.sections: there must be at least one section");
    }

    @Test
    void binaryWithoutProof() throws Exception {
        assertThat(Cuts.of(Networks.chain().parse())
                        .section("device", null, Encoding.Binary, "h1")
                        .exiting("cloud", "logits")
                        .problems())
                .containsExactly(
                        "spec.sections[0].output[0].tensors: `h1`: encoding Binary needs values that are -1 or 1 by"
                                + " construction: made by Where(condition, 1, -1) and operators that only move values, in the section"
                                + " itself where branches join");
    }

    @Test
    void tensorsThatCannotCross() throws Exception {
        var graph = new GraphBuilder()
                .input("raw", GraphBuilder.UINT8, -1, 4)
                .node("Cast", "x", GraphBuilder.integer("to", 1), "raw")
                .node("Relu", "open", "x")
                .declare("open", GraphBuilder.FLOAT, -1, -2)
                .node("Sum", "sum", "x", "open")
                .node("Cast", "again", GraphBuilder.integer("to", 1), "raw")
                .node("Add", "logits", "sum", "again")
                .shape("logits", 4)
                .floats("w", List.of(1L), 1);
        assertThat(Cuts.of(graph.parse())
                        .section("low", "x", "open", "raw")
                        .exiting("top", "logits")
                        .problems())
                .containsExactly(
                        "spec.sections[0].output[0].tensors: `raw`: element type is UINT8, only FLOAT can leave a section",
                        "spec.sections[0].output[0].tensors: `x`: the model declares no type and shape (value_info), which a"
                                + " tensor that leaves a section needs",
                        "spec.sections[0].output[0].tensors: `open`: has shape [N, ?], every dimension but the batch must be a"
                                + " number of at least 1");
        assertThat(Cuts.of(graph.parse())
                        .section("low", "w")
                        .exiting("top", "logits")
                        .problems())
                .containsExactly(
                        "spec.sections[0].output[0].tensors: tensor `w` is constant: it is copied to where it is used and"
                                + " cannot leave a section");
        assertThat(cameras()
                        .section("low", "count")
                        .exiting("top", "cloud/logits")
                        .problems())
                .containsExactly(
                        "spec.sections[0].output[0].tensors: tensor `count` is made of `present` alone: it is made where"
                                + " it is used and cannot leave a section");
    }

    @Test
    void twoEncodingsOfOneTensor() throws Exception {
        assertThat(Cuts.of(Networks.chain().parse())
                        .section(new CutSpec.Section(
                                "device",
                                List.of(
                                        new CutSpec.Output(List.of("h1"), Encoding.Int8),
                                        new CutSpec.Output(List.of("h*"), Encoding.Float32)),
                                null))
                        .exiting("cloud", "logits")
                        .problems())
                .containsExactly(
                        "spec.sections[0].output[1].tensors: tensor `h1` is listed as Int8 and as Float32, only one encoding is"
                                + " allowed",
                        "spec.sections[0].output[0].tensors: no section above `device` needs `h1`");
    }

    @Test
    void cutThroughControlFlow() throws Exception {
        var body = new GraphBuilder()
                .node("Identity", "inside", "h1")
                .output("inside", 4)
                .graph();
        var other = new GraphBuilder()
                .node("Tanh", "inside2", "h1")
                .output("inside2", 4)
                .graph();
        var graph = Networks.chain()
                .with(g -> g.addInitializer(ai.onnx.proto.OnnxMl.TensorProto.newBuilder()
                        .setName("yes")
                        .setDataType(9)
                        .addInt32Data(1)))
                .node(
                        "If",
                        "chosen",
                        GraphBuilder.body("then_branch", body).andThen(GraphBuilder.body("else_branch", other)),
                        "yes")
                .shape("chosen", 4);
        Networks.layer(graph, "chosen", "top", 3);
        var model = graph.parse();
        assertThat(Cuts.of(model)
                        .section("device", "h1")
                        .exiting("cloud", "top")
                        .problems())
                .containsExactly(
                        "spec.sections[0].output: the cut goes through control flow: the body of If `n/chosen` in `cloud`"
                                + " uses `h1` from a section below; cut above or below it");
        CompositionTest.assertEqual(
                model,
                Cuts.of(model)
                        .section("device", "chosen")
                        .exiting("cloud", "top")
                        .cut());
    }

    @Test
    void presenceOfOthersBelowTheDecidingSection() throws Exception {
        var graph = new GraphBuilder()
                .view("a", 3)
                .view("b", 3)
                .input("present", GraphBuilder.FLOAT, -1, 2)
                .longs("axis", 1);
        graph.node("ReduceSum", "count", GraphBuilder.integer("keepdims", 1), "present", "axis");
        graph.node("Div", "a2", "a", "count").shape("a2", 3);
        graph.node("Tanh", "b2", "b").shape("b2", 3);
        graph.node("Add", "logits", "a2", "b2").shape("logits", 3);
        assertThat(Cuts.of(graph.parse())
                        .section("camera", "a2", "b2")
                        .exiting("cloud", "logits")
                        .problems())
                .containsExactly(
                        "spec.sections[0].output: ReduceSum `n/count` in section `camera` uses `present` of views that its"
                                + " branch does not know; use it from section `cloud` on, or pick the branch's own columns with Gather or"
                                + " Slice");
    }

    @Test
    void ownPresenceBelowTheDecidingSection() throws Exception {
        // Given a slice of two views' columns, of which the branch knows one
        for (var end = 1; end <= 2; end++) {
            var graph = new GraphBuilder().view("a", 3).view("b", 3).input("present", GraphBuilder.FLOAT, -1, 2);
            graph.longs("from", 0).longs("to", end).longs("axis", 1);
            graph.node("Slice", "own", "present", "from", "to", "axis");
            graph.node("ReduceSum", "count", GraphBuilder.integer("keepdims", 1), "own", "axis");
            graph.node("Mul", "a2", "a", "count").shape("a2", 3);
            graph.node("Tanh", "b2", "b").shape("b2", 3);
            graph.node("Add", "logits", "a2", "b2").shape("logits", 3);
            var model = graph.parse();
            // Then
            var cuts = Cuts.of(model).section("camera", "a2", "b2").exiting("cloud", "logits");
            if (end == 1) {
                CompositionTest.assertEqual(model, cuts.cut());
            } else {
                assertThat(cuts.problems()).hasSize(1).allMatch(problem -> problem.contains("Slice `n/own`"));
            }
        }
    }

    @Test
    void allProblemsAtOnce() throws Exception {
        assertThat(cameras()
                        .section(
                                "camera",
                                new CutSpec.Exit("view0/scores", "2"),
                                Encoding.Binary,
                                "view*/pre",
                                "view0/scores")
                        .section("gateway", "gateway/h")
                        .exiting("cloud", "cloud/logits")
                        .problems())
                .extracting(problem -> problem.substring(0, problem.indexOf(':')))
                .containsExactly(
                        "spec.sections[0].exit.entropyBelow",
                        "spec.sections[0].output",
                        "spec.sections[0].output[0].tensors",
                        "spec.sections[0].exit",
                        "spec.sections[0].output[0].tensors");
    }

    private static Cuts cameras() throws Exception {
        return Cuts.of(Networks.cameras(2).parse());
    }
}
