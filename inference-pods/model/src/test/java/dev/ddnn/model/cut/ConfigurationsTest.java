package dev.ddnn.model.cut;

import static dev.ddnn.model.testing.Cuts.describe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.model.codec.Encoding;
import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.model.testing.Cuts;
import dev.ddnn.model.testing.Networks;
import org.junit.jupiter.api.Test;

/** The six configurations of a DDNN are nothing but values of the sections; each computes what the uncut model computes. */
class ConfigurationsTest {
    @Test
    void aCloudOnly() throws Exception {
        // Given
        var model = Networks.cameras(2).parse();
        // When
        var cut = Cuts.of(model).exiting("cloud", "cloud/logits").cut();
        // Then
        assertCut(model, cut, "cloud(Deciding)/view0-view1: view0 view1 ->");
    }

    @Test
    void bDeviceAndCloud() throws Exception {
        // Given
        var model = Networks.chain().parse();
        // When
        var cut = Cuts.of(model)
                .exiting("device", "early", "h1")
                .exiting("cloud", "logits")
                .cut();
        // Then
        assertCut(model, cut, "device(Deciding)/x: x -> h1>x", "cloud(Above)/x: h1<x ->");
    }

    /** The local exit is a small section of its own; the features only pass through it. */
    @Test
    void cDeviceBranchesAndCloud() throws Exception {
        // Given
        var model = Networks.cameras(2).parse();
        // When
        var cut = Cuts.of(model)
                .section("camera", null, Encoding.Binary, "view*/features")
                .exiting("local", "local/logits", "view*/features")
                .exiting("cloud", "cloud/logits")
                .cut();
        // Then
        assertCut(
                model,
                cut,
                "camera(Below)/view0: view0 -> view0/features>view0-view1",
                "camera(Below)/view1: view1 -> view1/features>view0-view1",
                "local(Deciding)/view0-view1: view0/features<view0 view1/features<view1 ->"
                        + " view0/features>view0-view1 view1/features>view0-view1",
                "cloud(Above)/view0-view1: view0/features<view0-view1 view1/features<view0-view1 ->");
        assertThat(cut.sections().get(0).uplinkBytes()).isEqualTo(2);
        assertThat(cut.sections().get(1).uplinkBytes()).isEqualTo(2 * 4 * 4);
        assertThat(cut.sections().get(2).uplinkBytes()).isZero();
    }

    @Test
    void dDeviceEdgeAndCloud() throws Exception {
        // Given
        var model = Networks.chain().parse();
        // When
        var cut = Cuts.of(model)
                .exiting("device", "early", "h1")
                .section("edge", "h2")
                .exiting("cloud", "logits")
                .cut();
        // Then
        assertCut(
                model, cut, "device(Deciding)/x: x -> h1>x", "edge(Above)/x: h1<x -> h2>x", "cloud(Above)/x: h2<x ->");
    }

    @Test
    void eDeviceBranchesEdgeAndCloud() throws Exception {
        // Given
        var model = Networks.cameras(6).parse();
        var all = "view0-view1-view2-view3-view4-view5";
        // When
        var cut = Cuts.of(model)
                .section("camera", null, Encoding.Binary, "view*/features")
                .section("gateway", new CutSpec.Exit("gateway/logits", "0.5"), Encoding.Binary, "gateway/features")
                .exiting("cloud", "cloud/logits")
                .cut();
        // Then
        assertThat(describe(cut)).hasSize(8);
        assertThat(describe(cut).get(5)).isEqualTo("camera(Below)/view5: view5 -> view5/features>" + all);
        assertThat(describe(cut).get(7)).isEqualTo("cloud(Above)/%s: gateway/features<%s ->".formatted(all, all));
        assertThat(cut.sections().get(0).branches()).allMatch(branch -> branch.presentInput() == null);
        assertThat(cut.sections().get(1).branches().get(0).presentInput()).isEqualTo("present");
        assertThat(cut.sections().get(2).branches().get(0).presentInput()).isNull();
        assertThat(cut.sections().get(1).exit()).isEqualTo(new ResolvedExit("gateway/logits", "0.5", 3));
        CompositionTest.assertEqual(model, cut);
    }

    @Test
    void fDeviceBranchesEdgeBranchesAndCloud() throws Exception {
        // Given
        var model = Networks.edges().parse();
        // When
        var cut = Cuts.of(model)
                .section("camera", null, Encoding.Binary, "view*/features")
                .section("edge", "edge*/mean")
                .exiting("cloud", "cloud/logits")
                .cut();
        // Then
        assertCut(
                model,
                cut,
                "camera(Below)/view0: view0 -> view0/features>view0-view1",
                "camera(Below)/view1: view1 -> view1/features>view0-view1",
                "camera(Below)/view2: view2 -> view2/features>view2-view3",
                "camera(Below)/view3: view3 -> view3/features>view2-view3",
                "edge(Below)/view0-view1: view0/features<view0 view1/features<view1 -> edge0/mean>view0-view1-view2-view3",
                "edge(Below)/view2-view3: view2/features<view2 view3/features<view3 -> edge1/mean>view0-view1-view2-view3",
                "cloud(Deciding)/view0-view1-view2-view3: edge0/mean<view0-view1 edge1/mean<view2-view3 ->");
        assertThat(cut.sections().get(1).branches()).allMatch(branch -> "present".equals(branch.presentInput()));
    }

    private static void assertCut(OnnxModel model, Cut cut, String... lines) throws Exception {
        assertThat(describe(cut)).containsExactly(lines);
        CompositionTest.assertEqual(model, cut);
    }
}
