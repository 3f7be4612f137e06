package dev.ddnn.model.cut;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.ddnn.model.graph.ModelLimits;
import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.model.testing.Cuts;
import dev.ddnn.model.testing.GraphBuilder;
import dev.ddnn.model.testing.Networks;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in the ONNX file of a branch. */
class SectionFilesTest {
    @Test
    void aFileHoldsWhatItsBranchNeedsAndNothingElse() throws Exception {
        // Given
        var model = Networks.cameras(2).parse();
        // When
        var file = file(cut(model).sections().get(0).branches().get(1));
        // Then
        var graph = file.getGraph();
        assertThat(graph.getName()).isEqualTo("camera/view1");
        assertThat(graph.getNodeList())
                .extracting(NodeProto::getName)
                .containsExactly("n/view1/pre", "n/view1/features/positive", "n/view1/features");
        assertThat(graph.getInitializerList())
                .extracting(TensorProto::getName)
                .containsExactly("camera/w", "one", "minus", "zero");
        assertThat(graph.getInputList()).extracting(ValueInfoProto::getName).containsExactly("view1");
        assertThat(graph.getOutputList()).containsExactly(GraphBuilder.info("view1/features", 1, -1, 4));
        assertThat(graph.getValueInfoList())
                .extracting(ValueInfoProto::getName)
                .containsExactly("view1/pre", "view1/features/positive");
    }

    @Test
    void versionsAreKeptAndOriginIsStamped() throws Exception {
        // Given
        var model =
                Networks.cameras(2).withModel(m -> m.setProducerName("someone")).parse();
        // When
        var branch = cut(model).sections().get(1).branches().get(0);
        var file = file(branch);
        // Then
        assertThat(file.getIrVersion()).isEqualTo(8);
        assertThat(file.getOpsetImportList()).isEqualTo(model.proto().getOpsetImportList());
        assertThat(file.getProducerName()).isEqualTo("ddnn");
        assertThat(file.getMetadataPropsList())
                .extracting(entry -> entry.getKey() + "=" + entry.getValue())
                .containsExactly("ddnn.section=gateway", "ddnn.branch=view0-view1", "ddnn.model=" + model.digest());
        assertThat(branch.digest()).isEqualTo(OnnxModel.digest(branch.file().bytes()));
        assertThat(branch.sizeBytes()).isEqualTo(branch.file().bytes().length);
        var written = new ByteArrayOutputStream();
        branch.file().writeTo(written);
        assertThat(written.toByteArray()).isEqualTo(branch.file().bytes());
    }

    @Test
    void presentIsTheLastInputAndTheExitTheLastOutput() throws Exception {
        // Given
        var model = Networks.cameras(2).parse();
        // When
        var graph = file(cut(model).sections().get(1).branches().get(0)).getGraph();
        // Then what presence is made of is copied, not sent
        assertThat(graph.getInputList())
                .extracting(ValueInfoProto::getName)
                .containsExactly("view0/features", "view1/features", "present");
        assertThat(graph.getOutputList())
                .extracting(ValueInfoProto::getName)
                .containsExactly("gateway/features", "gateway/logits");
        assertThat(graph.getNodeList()).extracting(NodeProto::getName).contains("n/count");
    }

    @Test
    void everyFileIsAModelThatIsAcceptedAgain() throws Exception {
        for (var section : cut(Networks.cameras(3).parse()).sections()) {
            for (var branch : section.branches()) {
                // A tensor's name is no DNS label: that is all that may be said of a file further up
                var graph = file(branch).getGraph();
                assertThat(graph.getInputList()).isNotEmpty().allMatch(input -> input.getType()
                        .hasTensorType());
                assertThat(graph.getOutputList()).isNotEmpty();
            }
        }
        var bottom =
                cut(Networks.cameras(3).parse()).sections().get(0).branches().get(0);
        assertThat(OnnxModel.parse(bottom.file().bytes(), ModelLimits.BUNDLED).views())
                .hasSize(1);
    }

    @Test
    void equalCutsAreEqualToTheByte() throws Exception {
        var once = cut(Networks.cameras(6).parse());
        var again = cut(Networks.cameras(6).parse());
        assertThat(again).isEqualTo(once);
        for (var i = 0; i < once.sections().size(); i++) {
            for (var k = 0; k < once.sections().get(i).branches().size(); k++) {
                assertThat(again.sections().get(i).branches().get(k).file().bytes())
                        .isEqualTo(
                                once.sections().get(i).branches().get(k).file().bytes());
            }
        }
    }

    @Test
    void anotherThresholdOrEncodingChangesNoFile() throws Exception {
        // Given
        var model = Networks.chain().parse();
        var first = Cuts.of(model)
                .exiting("device", "early", "h1")
                .exiting("cloud", "logits")
                .cut();
        // When
        var second = Cuts.of(model)
                .section("device", new CutSpec.Exit("early", "0.9"), dev.ddnn.model.codec.Encoding.Int8, "h1")
                .exiting("cloud", "logits")
                .cut();
        // Then
        for (var i = 0; i < 2; i++) {
            assertThat(second.sections().get(i).branches().get(0).digest())
                    .isEqualTo(first.sections().get(i).branches().get(0).digest());
        }
    }

    @Test
    void deadNodesAreDropped() throws Exception {
        // Given
        var graph = Networks.chain();
        Networks.layer(graph, "h2", "unused", 64);
        // When
        var cut = Cuts.of(graph.parse()).exiting("all", "logits").cut();
        // Then
        var file = file(cut.sections().get(0).branches().get(0)).getGraph();
        assertThat(file.getNodeList()).extracting(NodeProto::getName).doesNotContain("n/unused", "n/early");
        assertThat(file.getInitializerList())
                .extracting(TensorProto::getName)
                .containsExactly("h1/w", "h2/w", "logits/w");
    }

    @Test
    void filesOfTheOldestVersionBecomeThoseOfTheNext() throws Exception {
        // Given IR 3, where every initializer is a graph input too
        var model = new GraphBuilder()
                .opset(7)
                .withModel(m -> m.setIrVersion(3))
                .view("x", 2)
                .input("w", GraphBuilder.FLOAT, 2)
                .floats("w", List.of(2L), 1, 2)
                .node("Add", "h", "x", "w")
                .shape("h", 2)
                .node("Mul", "logits", "h", "w")
                .shape("logits", 2)
                .parse();
        // When
        var cut = Cuts.of(model).section("low", "h").exiting("top", "logits").cut();
        // Then
        assertThat(file(cut.sections().get(0).branches().get(0)).getIrVersion()).isEqualTo(4);
        CompositionTest.assertEqual(model, cut);
    }

    @Test
    void sparseWeightsGoAlong() throws Exception {
        // Given
        var sparse = SparseTensorProto.newBuilder()
                .setValues(GraphBuilder.floatTensor("w", List.of(1L), 2))
                .setIndices(TensorProto.newBuilder().setDataType(7).addDims(1).addInt64Data(1))
                .addDims(2);
        var model = new GraphBuilder()
                .with(graph -> graph.addSparseInitializer(sparse))
                .view("x", 2)
                .node("Add", "logits", "x", "w")
                .shape("logits", 2)
                .parse();
        // When
        var cut = Cuts.of(model).exiting("top", "logits").cut();
        // Then
        assertThat(file(cut.sections().get(0).branches().get(0)).getGraph().getSparseInitializerList())
                .containsExactly(sparse.build());
        CompositionTest.assertEqual(model, cut);
    }

    private static Cut cut(OnnxModel model) {
        return Cuts.of(model)
                .section("camera", "view*/features")
                .exiting("gateway", "gateway/logits", "gateway/features")
                .exiting("cloud", "cloud/logits")
                .cut();
    }

    private static ModelProto file(BranchCut branch) throws Exception {
        return ModelProto.parseFrom(branch.file().bytes());
    }
}
