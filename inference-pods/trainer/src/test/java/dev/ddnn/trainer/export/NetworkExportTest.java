package dev.ddnn.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.ddnn.trainer.net.DigitsNetwork;
import dev.ddnn.trainer.net.NetworkSpec;
import dev.ddnn.trainer.testing.Networks;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NetworkExportTest {

    private static final NetworkSpec SPEC = DigitsNetwork.spec();

    private static byte[] bytes;
    private static ModelProto model;
    private static GraphProto graph;

    @BeforeAll
    static void export() throws InvalidProtocolBufferException {
        bytes = NetworkExport.toOnnx(SPEC, Networks.randomWeights(SPEC, 1), "digits", Map.of("b", "2", "a", "1"));
        model = ModelProto.parseFrom(bytes);
        graph = model.getGraph();
    }

    @Test
    void saysItsVersions() {
        assertThat(model.getIrVersion()).isEqualTo(8);
        assertThat(model.getOpsetImportList()).hasSize(1);
        assertThat(model.getOpsetImport(0).getDomain()).isEmpty();
        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
    }

    @Test
    void carriesMetadataInOrder() {
        assertThat(model.getMetadataPropsList())
                .extracting(e -> e.getKey() + "=" + e.getValue())
                .containsExactly("a=1", "b=2");
    }

    @Test
    void takesBytesFromEachViewAndTheMask() {
        assertThat(graph.getInputList())
                .extracting(NetworkExportTest::shown)
                .containsExactly(
                        "view0 UINT8 [N, 1, 14, 10]",
                        "view1 UINT8 [N, 1, 14, 10]",
                        "view2 UINT8 [N, 1, 14, 10]",
                        "view3 UINT8 [N, 1, 14, 10]",
                        "view4 UINT8 [N, 1, 14, 10]",
                        "view5 UINT8 [N, 1, 14, 10]",
                        "present FLOAT [N, 6]");
    }

    @Test
    void givesTheLogitsOfBothExits() {
        assertThat(graph.getOutputList())
                .extracting(NetworkExportTest::shown)
                .containsExactly("gateway/logits FLOAT [N, 10]", "cloud/logits FLOAT [N, 10]");
    }

    @Test
    void namesAndShapesTheTensorsThatCanCross() {
        assertThat(graph.getValueInfoList())
                .extracting(NetworkExportTest::shown)
                .contains(
                        "view0/features FLOAT [N, 4, 7, 5]",
                        "view5/features FLOAT [N, 4, 7, 5]",
                        "gateway/features FLOAT [N, 64]");
    }

    @Test
    void everyTensorIsDeclaredOnceAndMadeBeforeItIsRead() {
        // Given
        Set<String> declared = Stream.of(graph.getInputList(), graph.getOutputList(), graph.getValueInfoList())
                .flatMap(List::stream)
                .map(ValueInfoProto::getName)
                .collect(Collectors.toSet());
        Set<String> known = graph.getInputList().stream()
                .map(ValueInfoProto::getName)
                .collect(Collectors.toCollection(HashSet::new));
        graph.getInitializerList()
                .forEach(i -> assertThat(known.add(i.getName())).as(i.getName()).isTrue());
        for (NodeProto node : graph.getNodeList()) {
            // Then
            assertThat(known).containsAll(node.getInputList());
            node.getOutputList().forEach(output -> {
                assertThat(known.add(output)).as(output).isTrue();
                assertThat(declared).contains(output);
            });
        }
    }

    @Test
    void viewsShareTheirWeightsByName() {
        assertThat(conv("view0/conv1")).isEqualTo(conv("view5/conv1")).contains("device/conv1.weight");
        assertThat(graph.getInitializerList())
                .filteredOn(i -> i.getName().equals("device/conv1.weight"))
                .hasSize(1);
    }

    @Test
    void binarisesByAComparison() {
        assertThat(graph.getNodeList()).noneMatch(node -> node.getOpType().equals("Sign"));
        NodeProto features = node("view3/features");
        assertThat(features.getOpType()).isEqualTo("Where");
        assertThat(features.getInput(1)).isEqualTo("sign/plus");
        assertThat(features.getInput(2)).isEqualTo("sign/minus");
        assertThat(node(features.getInput(0)).getOpType()).isEqualTo("GreaterOrEqual");
    }

    @Test
    void leavesNoNormBehind() {
        assertThat(graph.getNodeList()).extracting(NodeProto::getOpType).doesNotContain("BatchNormalization");
        assertThat(graph.getInitializerList())
                .extracting(TensorProto::getName)
                .noneMatch(name -> name.endsWith(".mean") || name.endsWith(".variance"));
    }

    @Test
    void theSameWeightsGiveTheSameBytes() {
        assertThat(NetworkExport.toOnnx(SPEC, Networks.randomWeights(SPEC, 1), "digits", Map.of("a", "1", "b", "2")))
                .isEqualTo(bytes);
        assertThat(bytes.length).isLessThan(2_000_000);
    }

    private static List<String> conv(String output) {
        List<String> inputs = node(output).getInputList();
        return inputs.subList(1, inputs.size());
    }

    private static NodeProto node(String output) {
        return graph.getNodeList().stream()
                .filter(node -> node.getOutputList().contains(output))
                .findFirst()
                .orElseThrow();
    }

    private static String shown(ValueInfoProto info) {
        var tensor = info.getType().getTensorType();
        List<String> dims = tensor.getShape().getDimList().stream()
                .map(NetworkExportTest::shown)
                .toList();
        return info.getName() + " " + TensorProto.DataType.forNumber(tensor.getElemType()) + " " + dims;
    }

    private static String shown(Dimension dim) {
        return dim.hasDimParam() ? dim.getDimParam() : Long.toString(dim.getDimValue());
    }
}
