package dev.ddnn.model.graph;

import static dev.ddnn.model.testing.GraphBuilder.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.ddnn.model.testing.GraphBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RefusedModelsTest {
    @Test
    void emptyFile() {
        assertThat(problems(new byte[0])).containsExactly("the file is empty, an ONNX model was expected");
    }

    @Test
    void noOnnxFile() {
        assertThat(problems("<html>not found</html>".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("the file is not an ONNX model: its first bytes are not the beginning of one");
        assertThat(problems(new byte[] {8, 8})).containsExactly("the file is not an ONNX model: it has no graph");
    }

    @Test
    void truncatedFile() {
        // Given
        var whole = small().bytes();
        // Then
        assertThat(problems(Arrays.copyOf(whole, 30)))
                .containsExactly(
                        "the file is truncated: its field `graph` announces 47 bytes, only 26 of the file's 30 are left");
    }

    @Test
    void everyTruncationIsRefused() {
        var whole = small().bytes();
        for (var length = 0; length < whole.length; length++) {
            assertThat(problems(Arrays.copyOf(whole, length))).isNotEmpty();
        }
    }

    @Test
    void damagedFilesNeverThrowAnythingElse() {
        var random = new Random(5);
        for (var trial = 0; trial < 3000; trial++) {
            // Given
            var bytes = small().bytes();
            for (var i = 0; i < 3; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            // Then either accepted or refused with reasons
            try {
                assertThat(OnnxModel.parse(bytes, ModelLimits.BUNDLED).views()).isNotEmpty();
            } catch (ModelRefusedException refused) {
                assertThat(refused.problems()).isNotEmpty();
            }
        }
    }

    @Test
    void newerThanTheBundledRuntime() {
        var ir = ModelLimits.BUNDLED.maxIrVersion();
        var opset = ModelLimits.BUNDLED.maxOpsets().get(ModelLimits.DEFAULT_DOMAIN);
        assertThat(problems(small().opset(opset + 1).withModel(model -> model.setIrVersion(ir + 1))))
                .containsExactly(
                        "ONNX IR version %d: the bundled runtime takes 3 to %d".formatted(ir + 1, ir),
                        "operator set `ai.onnx` version %d: the bundled runtime takes 7 to %d"
                                .formatted(opset + 1, opset));
    }

    @Test
    void olderThanTheRuntimePromises() {
        assertThat(problems(small().opset(6).withModel(model -> model.setIrVersion(2))))
                .containsExactly(
                        "ONNX IR version 2: the bundled runtime takes 3 to 13",
                        "operator set `ai.onnx` version 6: the bundled runtime takes 7 to 26");
    }

    @Test
    void operatorSets() {
        assertThat(problems(small().opset(0)
                        .withModel(model -> model.addOpsetImport(OperatorSetIdProto.newBuilder()
                                        .setDomain("org.acme")
                                        .setVersion(1))
                                .addFunctions(FunctionProto.newBuilder().setName("twice")))
                        .with(graph -> graph.addNodeBuilder()
                                .setDomain("org.other")
                                .setOpType("Magic")
                                .addOutput("m"))))
                .containsExactly(
                        "operator set `org.acme` is unknown to the bundled runtime, allowed are `ai.onnx`, `ai.onnx.ml`,"
                                + " `com.microsoft`",
                        "the model does not import the operator set `ai.onnx`",
                        "Relu `n/y` is of the operator set `ai.onnx`, which the model does not import",
                        "Magic making `m` is of the operator set `org.other`, which the model does not import",
                        "the model defines functions of its own (`twice`): inline them before serving");
    }

    @Test
    void externalDataWhereverItHides() {
        var outside = TensorProto.newBuilder()
                .setDataType(FLOAT)
                .addDims(2)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue("/etc/passwd"));
        var body = new GraphBuilder()
                .with(graph -> graph.addInitializer(outside.clone().setName("inner")))
                .node("Identity", "b", "inner")
                .graph();
        assertThat(problems(small().with(graph -> graph.addInitializer(
                                        outside.clone().setName("w"))
                                .addSparseInitializer(SparseTensorProto.newBuilder()
                                        .setValues(outside.clone().setName("s").build())))
                        .node(
                                "Constant",
                                "c",
                                node -> node.addAttribute(AttributeProto.newBuilder()
                                        .setName("value")
                                        .setType(AttributeProto.AttributeType.TENSOR)
                                        .setT(outside)))
                        .node("If", "i", GraphBuilder.body("then_branch", body), "c")))
                .containsExactly(
                        "the model keeps data in other files (`w`, `s`, `value of Constant n/c`, `inner`): only a single file"
                                + " with all data inside is allowed");
    }

    @Test
    void namesMadeTwiceUsedEarlyOrNever() {
        assertThat(problems(small().floats("y", List.of(1L), 1)
                        .node("Add", "sum", "later", "nowhere")
                        .node("Identity", "later", "x")))
                .containsExactly(
                        "tensors with more than one maker: `y`; each name must be made once",
                        "tensors that nothing makes: `nowhere`",
                        "tensors used before they are made: `later`; nodes must stand in topological order");
    }

    @Test
    void namesInsideBodies() {
        var body = new GraphBuilder().node("Identity", "y", "missing").graph();
        assertThat(problems(small().node("If", "i", GraphBuilder.body("then_branch", body), "y")))
                .containsExactly(
                        "tensors with more than one maker: `y`; each name must be made once",
                        "tensors that nothing makes: `missing`");
    }

    @Test
    void cycle() {
        assertThat(problems(small().node("Add", "a", "x", "c")
                        .node("Tanh", "b", "a")
                        .node("Tanh", "c", "b")
                        .node("Tanh", "after", "c")))
                .containsExactly("the graph has a cycle through the tensors `a`, `b`, `c`");
    }

    @Test
    void inputs() {
        assertThat(problems(new GraphBuilder()
                        .input("View_1", FLOAT, -1, 3)
                        .input("dynamic", FLOAT, -1, 3, -2)
                        .input("fixed", FLOAT, 4, 3)
                        .input("scalar", FLOAT)
                        .input("text", TensorProto.DataType.STRING_VALUE, -1, 3)
                        .input("present", FLOAT, -1, 4)
                        .node("Relu", "y", "View_1")))
                .containsExactly(
                        "graph input `View_1`: a view's name must be a DNS label of at most 40 characters (lower-case letters,"
                                + " digits and `-`)",
                        "graph input `dynamic` has shape [N, 3, ?], every dimension but the batch must be a number of at least 1",
                        "graph input `fixed` has shape [4, 3], the first dimension must be the batch: a name, or 1",
                        "graph input `scalar` is a scalar, the first dimension must be the batch",
                        "graph input `text` has element type STRING, allowed are FLOAT and UINT8",
                        "graph input `present` is FLOAT [N, 4], it must be FLOAT [N, 5]: one 0/1 per view");
    }

    @Test
    void numbersOfViewsAndNodes() {
        var many = new GraphBuilder();
        for (var i = 0; i < 33; i++) {
            many.view("v" + i, 1);
        }
        assertThat(problems(many.node("Relu", "y", "v0")))
                .containsExactly("the graph has 33 inputs that are views, 1 to 32 are allowed");
        assertThat(problems(new GraphBuilder()))
                .contains("the graph has no nodes", "the graph has 0 inputs that are views, 1 to 32 are allowed");
        var refused = catchThrowableOfType(
                ModelRefusedException.class,
                () -> OnnxModel.parse(
                        small().node("Relu", "z", "y").bytes(),
                        new ModelLimits(8, ModelLimits.BUNDLED.maxOpsets(), 1)));
        assertThat(refused.problems()).containsExactly("the graph has 2 nodes, at most 1 are allowed");
    }

    @Test
    void chanceAndHollowInitializers() {
        assertThat(problems(small().node("RandomNormal", "r").floats("w", List.of(2L, 3L), 1, 2)))
                .containsExactly(
                        "RandomNormal `n/r` draws random numbers: equal samples must give equal answers",
                        "initializers whose data does not fill their shape: `w`");
    }

    @Test
    void longAndStrangeNamesAreShownShort() {
        var name = "a\n" + "b".repeat(500);
        assertThat(problems(small().node("Relu", "z", name)))
                .containsExactly("tensors that nothing makes: `a?" + "b".repeat(98) + "…`");
    }

    private static GraphBuilder small() {
        return new GraphBuilder().view("x", 2).node("Relu", "y", "x");
    }

    private static List<String> problems(GraphBuilder graph) {
        return problems(graph.bytes());
    }

    private static List<String> problems(byte[] bytes) {
        return catchThrowableOfType(ModelRefusedException.class, () -> OnnxModel.parse(bytes, ModelLimits.BUNDLED))
                .problems();
    }
}
