package dev.ddnn.model.cut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.model.codec.Encoding;
import dev.ddnn.model.testing.Cuts;
import dev.ddnn.model.testing.GraphBuilder;
import dev.ddnn.model.testing.Networks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignProofTest {
    @Test
    void signsSurviveWhatOnlyMovesThem() throws Exception {
        // Given
        var graph = signs().longs("axes", 2)
                .longs("flat", 0, 8)
                .longs("index", 1, 0)
                .longs("from", 0)
                .longs("to", 1)
                .node("Transpose", "turned", GraphBuilder.ints("perm", 0, 2, 1, 3), "s")
                .node("MaxPool", "pooled", GraphBuilder.ints("kernel_shape", 1, 1), "turned")
                .node("Identity", "same", "pooled")
                .node("Concat", "joined", GraphBuilder.integer("axis", 1), "same", "same")
                .node("Gather", "gathered", GraphBuilder.integer("axis", 1), "joined", "index")
                .node("Unsqueeze", "open", "gathered", "axes")
                .node("Squeeze", "closed", "open", "axes")
                .node("Max", "most", "closed", "closed")
                .node("Neg", "other", "most")
                .node("Reshape", "reshaped", "other", "flat")
                .node("Flatten", "end", "reshaped");
        // Then
        assertThat(holds(graph, "end", "most", "gathered")).containsExactly(true, true, true);
    }

    @Test
    void otherOperatorsProveNothing() throws Exception {
        var graph = signs().node("Relu", "relu", "s")
                .node("Add", "sum", "s", "s")
                .node("ReduceMean", "mean", "s")
                .node("Concat", "mixed", GraphBuilder.integer("axis", 1), "s", "relu")
                .node("Where", "chosen", "positive", "s", "zero")
                .node("Sign", "sign", "x")
                .node("Identity", "foreign", node -> node.setDomain("com.microsoft"), "s");
        assertThat(holds(graph, "relu", "sum", "mean", "mixed", "chosen", "sign", "foreign", "x"))
                .containsOnly(false);
    }

    @Test
    void indicesOfAPoolAreNoSigns() throws Exception {
        var graph = signs().node(
                        "MaxPool", "p", GraphBuilder.ints("kernel_shape", 1, 1).andThen(n -> n.addOutput("at")), "s");
        assertThat(holds(graph, "p", "at")).containsExactly(true, false);
        var indicesOnly = signs().node(
                        "MaxPool", "", GraphBuilder.ints("kernel_shape", 1, 1).andThen(n -> n.addOutput("at")), "s");
        assertThat(holds(indicesOnly, "at")).containsExactly(false);
    }

    @Test
    void constantsMayStandInNodesOrAsRawBytes() throws Exception {
        var raw = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(-1)
                .array();
        var graph = signs().node("Constant", "up", node -> node.addAttributeBuilder()
                        .setName("value_float")
                        .setF(1))
                .with(g -> g.addInitializerBuilder()
                        .setName("down")
                        .setDataType(1)
                        .setRawData(com.google.protobuf.ByteString.copyFrom(raw)))
                .node("Where", "w", "positive", "down", "up");
        assertThat(holds(graph, "w", "zero")).containsExactly(true, false);
    }

    /** Where a view is lost the join feeds zeros, so a mere concatenation of signs is no sign. */
    @Test
    void behindAJoinSignsMustBeMadeAnew() throws Exception {
        // Given
        var graph = Networks.cameras(2)
                .node("Concat", "relay", GraphBuilder.integer("axis", 1), "view0/features", "view1/features");
        graph.shape("relay", 8);
        Networks.layer(graph, "relay", "top", 3);
        var model = graph.parse();
        // Then
        assertThat(Cuts.of(model)
                        .section("camera", null, Encoding.Binary, "view*/features")
                        .section("gateway", null, Encoding.Binary, "relay")
                        .exiting("cloud", "top")
                        .problems())
                .hasSize(1)
                .allMatch(problem ->
                        problem.startsWith("spec.sections[1].output[0].tensors: `relay`: encoding Binary needs"));
        // But in the section that makes all of them it is
        CompositionTest.assertEqual(
                model,
                Cuts.of(model)
                        .section("both", null, Encoding.Binary, "relay")
                        .exiting("cloud", "top")
                        .cut());
    }

    @Test
    void binaryCannotFollowRounding() throws Exception {
        var model = Networks.cameras(2).parse();
        assertThat(Cuts.of(model)
                        .section("camera", null, Encoding.Int8, "view*/features")
                        .section("local", new CutSpec.Exit("local/logits", "0.5"), Encoding.Binary, "view*/features")
                        .exiting("cloud", "cloud/logits")
                        .problems())
                .containsExactly(
                        "spec.sections[1].output[0].tensors: `view0/features`, `view1/features`: encoding Binary cannot"
                                + " follow Int8 from the section below, which does not keep -1 and 1 exact");
    }

    private static GraphBuilder signs() {
        return new GraphBuilder()
                .view("x", 2, 2, 2)
                .floats("one", List.of(), 1)
                .floats("minus", List.of(1L), -1)
                .floats("zero", List.of(), 0)
                .node("GreaterOrEqual", "positive", "x", "zero")
                .node("Where", "s", "positive", "one", "minus");
    }

    private static List<Boolean> holds(GraphBuilder graph, String... tensors) throws Exception {
        var model = graph.withModel(m ->
                        m.addOpsetImportBuilder().setDomain("com.microsoft").setVersion(1))
                .parse();
        var proof = new SignProof(model.graph(), (tensor, node) -> false);
        return List.of(tensors).stream().map(proof::holds).toList();
    }
}
