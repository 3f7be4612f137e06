package dev.ddnn.model.cut;

import static dev.ddnn.model.testing.Cuts.describe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.model.codec.Encoding;
import dev.ddnn.model.testing.Cuts;
import dev.ddnn.model.testing.GraphBuilder;
import dev.ddnn.model.testing.Networks;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BranchesTest {
    @Test
    void aSkipConnectionPassesThroughWithItsEncoding() throws Exception {
        // Given h1 is needed at the edge and again in the cloud
        var graph = Networks.chain().node("Add", "skip", "h1", "h2").shape("skip", 4);
        Networks.layer(graph, "skip", "top", 3);
        var model = graph.parse();
        // When
        var cut = Cuts.of(model)
                .section("device", null, Encoding.Float16, "h1")
                .section("edge", "h2")
                .exiting("cloud", "top")
                .cut();
        // Then
        assertThat(describe(cut))
                .containsExactly(
                        "device(Deciding)/x: x -> h1>x",
                        "edge(Above)/x: h1<x -> h1>x h2>x",
                        "cloud(Above)/x: h1<x h2<x ->");
        assertThat(cut.sections().get(1).branches().get(0).outputs())
                .extracting(Port::encoding)
                .containsExactly(Encoding.Float16, Encoding.Float32);
    }

    @Test
    void listingATensorAgainChangesItsEncodingOnly() throws Exception {
        // Given
        var graph = Networks.chain().node("Add", "skip", "h1", "h2").shape("skip", 4);
        Networks.layer(graph, "skip", "top", 3);
        var model = graph.parse();
        // When
        var cut = Cuts.of(model)
                .section("device", null, Encoding.Float32, "h1")
                .section(new CutSpec.Section(
                        "edge",
                        List.of(
                                new CutSpec.Output(List.of("h2"), Encoding.Float32),
                                new CutSpec.Output(List.of("h1"), Encoding.Int8)),
                        null))
                .exiting("cloud", "top")
                .cut();
        // Then
        assertThat(describe(cut)).hasSize(3).contains("edge(Above)/x: h1<x -> h1>x h2>x");
        assertThat(cut.sections().get(1).branches().get(0).outputs())
                .extracting(Port::encoding)
                .containsExactly(Encoding.Int8, Encoding.Float32);
        assertThat(cut.sections().get(1).uplinkBytes()).isEqualTo(9 + 16);
    }

    @Test
    void aSectionWithoutNodesOnlyPassesOn() throws Exception {
        // Given
        var model = Networks.cameras(2).parse();
        // When
        var cut = Cuts.of(model)
                .section("camera", "view0", "view1/features")
                .section("relay", "view0", "view1/features")
                .exiting("cloud", "cloud/logits")
                .cut();
        // Then
        assertThat(describe(cut))
                .containsExactly(
                        "camera(Below)/view0*: view0 -> view0>view0",
                        "camera(Below)/view1: view1 -> view1/features>view1",
                        "relay(Below)/view0*: view0<view0 -> view0>view0-view1",
                        "relay(Below)/view1*: view1/features<view1 -> view1/features>view0-view1",
                        "cloud(Deciding)/view0-view1: view0<view0 view1/features<view1 ->");
        var relay = cut.sections().get(1).branches().get(0);
        assertThat(relay.digest()).isNull();
        assertThat(relay.sizeBytes()).isZero();
        CompositionTest.assertEqual(model, cut);
    }

    @Test
    void oneBranchMayFeedSeveral() throws Exception {
        // Given three views, the middle one goes to both sides
        var graph = new GraphBuilder();
        for (var i = 0; i < 3; i++) {
            graph.view("v" + i, 3);
        }
        Networks.layer(graph, "v0", "a", 3);
        Networks.layer(graph, "v1", "b1", 3);
        Networks.layer(graph, "v1", "b2", 3);
        Networks.layer(graph, "v2", "c", 3);
        graph.node("Add", "left", "a", "b1").shape("left", 3);
        graph.node("Add", "right", "b2", "c").shape("right", 3);
        graph.node("Mul", "logits", "left", "right").shape("logits", 3);
        var model = graph.parse();
        // When
        var cut = Cuts.of(model)
                .section("camera", "a", "b*", "c")
                .section("edge", "left", "right")
                .exiting("cloud", "logits")
                .cut();
        // Then
        assertThat(describe(cut))
                .containsExactly(
                        "camera(Below)/v0: v0 -> a>v0-v1",
                        "camera(Below)/v1: v1 -> b1>v0-v1 b2>v1-v2",
                        "camera(Below)/v2: v2 -> c>v1-v2",
                        "edge(Below)/v0-v1: a<v0 b1<v1 -> left>v0-v1-v2",
                        "edge(Below)/v1-v2: b2<v1 c<v2 -> right>v0-v1-v2",
                        "cloud(Deciding)/v0-v1-v2: left<v0-v1 right<v1-v2 ->");
        CompositionTest.assertEqual(model, cut);
    }

    @Test
    void partsReachedByTheSameViewsRunTogether() throws Exception {
        // Given two strands that part after h1 and meet on top
        var graph = Networks.chain();
        Networks.layer(graph, "h2", "left", 3);
        Networks.layer(graph, "early", "right", 3);
        graph.node("Add", "top", "left", "right").shape("top", 3);
        var model = graph.parse();
        // When
        var cut = Cuts.of(model)
                .section("device", "h2", "early")
                .section("edge", "left", "right")
                .exiting("cloud", "top")
                .cut();
        // Then
        assertThat(describe(cut)).contains("edge(Above)/x: early<x h2<x -> left>x right>x");
        CompositionTest.assertEqual(model, cut);
    }

    @Test
    void namesOfBranches() {
        var views = IntStream.range(0, 32).mapToObj(i -> "view" + i).toList();
        var longNames = List.of("a".repeat(40), "b".repeat(40));
        assertThat(BranchName.of(views.subList(3, 4), views)).isEqualTo("view3");
        assertThat(BranchName.of(views.subList(0, 6), views)).isEqualTo("view0-view1-view2-view3-view4-view5");
        assertThat(BranchName.of(views.subList(2, 9), views)).isEqualTo("view2-to-view8");
        assertThat(BranchName.of(List.of("view0", "view1", "view2", "view3", "view4", "view5", "view7"), views))
                .matches("view0-to-view7-[0-9a-f]{8}");
        assertThat(BranchName.of(longNames, longNames)).matches("views-[0-9a-f]{8}");
    }

    @Test
    void twoBranchesOfOneNameAreRefused() throws Exception {
        // Given
        var graph = new GraphBuilder();
        for (var view : List.of("a", "b", "a-b")) {
            graph.view(view, 3);
        }
        graph.node("Add", "ab", "a", "b").shape("ab", 3);
        Networks.layer(graph, "a-b", "c", 3);
        graph.node("Add", "logits", "ab", "c").shape("logits", 3);
        // Then
        assertThat(Cuts.of(graph.parse())
                        .section("low", "ab", "c")
                        .exiting("top", "logits")
                        .problems())
                .containsExactly("spec.sections[0]: two branches are called `a-b`, of the views `a`, `b` and of `a-b`:"
                        + " rename views of the model");
    }
}
