package dev.ddnn.pod.testing;

import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.Address;
import dev.ddnn.contract.section.SectionConfig.Join;
import dev.ddnn.contract.section.SectionConfig.Next;
import dev.ddnn.contract.section.SectionConfig.OnUpstreamLoss;
import dev.ddnn.model.codec.Encoding;
import dev.ddnn.model.cut.Cut;
import dev.ddnn.model.cut.CutSpec;
import dev.ddnn.model.cut.Cutter;
import dev.ddnn.model.graph.ModelLimits;
import dev.ddnn.model.graph.OnnxModel;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The digits example: its model, cut as its manifests cut it, and its test images, cut into six views. */
public final class Digits {
    public static final Path EXAMPLE = Path.of("../../examples/digits");
    public static final Path MODEL = EXAMPLE.resolve("model/digits.onnx");
    private static final int SIDE = 28;
    private final Cut cut;

    public Digits() throws Exception {
        var model = OnnxModel.parse(Files.readAllBytes(MODEL), ModelLimits.BUNDLED);
        var camera = new CutSpec.Section(
                "camera", List.of(new CutSpec.Output(List.of("view*/features"), Encoding.Binary)), null);
        var gateway = new CutSpec.Section(
                "gateway",
                List.of(new CutSpec.Output(List.of("gateway/features"), Encoding.Binary)),
                new CutSpec.Exit("gateway/logits", null));
        var cloud = new CutSpec.Section("cloud", List.of(), new CutSpec.Exit("cloud/logits", null));
        cut = Cutter.cut(model, new CutSpec(List.of(camera, gateway, cloud))).fold(done -> done, refused -> {
            throw new AssertionError(refused.problems().toString());
        });
    }

    public Map<String, byte[]> files() {
        return CutConfigs.files(cut);
    }

    /** Name of the only branch of a section. */
    public String branch(int section) {
        return cut.sections().get(section).branches().get(0).name();
    }

    /** Configuration of a section (0 camera, 1 gateway, 2 cloud) whose next section listens there. */
    public SectionConfig config(int section, String nextHost, int nextPort) {
        var revision = CutConfigs.revision("digits-1a2b3c4d", cut, section);
        var next = section == 2
                ? null
                : new Next(
                        cut.sections().get(section + 1).name(),
                        List.of(new Address(branch(section + 1), nextHost, nextPort)));
        return new SectionConfig(
                "city",
                "digits",
                cut.sections().get(section).name(),
                revision.name(),
                List.of(revision),
                60_000,
                OnUpstreamLoss.AnswerLocally,
                section == 1 ? new Join(20_000, 3) : null,
                next);
    }

    /** The test images, row by row. */
    public static byte[][] images(int count) throws IOException {
        var file = EXAMPLE.resolve("data/test/test-images-idx3-ubyte.gz");
        try (var in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            in.readNBytes(16);
            var images = new byte[count][];
            for (int i = 0; i < count; i++) {
                images[i] = in.readNBytes(SIDE * SIDE);
            }
            return images;
        }
    }

    /** One of the six views: 14 rows of 10 columns, in two rows of three. */
    public static byte[] view(byte[] image, int view) {
        int top = view / 3 * 14;
        int left = view % 3 * 9;
        var pixels = new byte[140];
        for (int row = 0; row < 14; row++) {
            System.arraycopy(image, (top + row) * SIDE + left, pixels, row * 10, 10);
        }
        return Arrays.copyOf(pixels, 140);
    }
}
