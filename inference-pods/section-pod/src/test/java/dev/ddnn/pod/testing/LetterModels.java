package dev.ddnn.pod.testing;

import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.cut.Port;
import dev.ddnn.contract.cut.ResolvedExit;
import dev.ddnn.contract.cut.SectionRole;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.Address;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.contract.section.SectionConfig.Join;
import dev.ddnn.contract.section.SectionConfig.NamedExit;
import dev.ddnn.contract.section.SectionConfig.Next;
import dev.ddnn.contract.section.SectionConfig.OnUpstreamLoss;
import dev.ddnn.contract.section.SectionConfig.Rollout;
import dev.ddnn.model.codec.Encoding;
import dev.ddnn.model.graph.ElementType;
import dev.ddnn.pod.section.NamedTensor;
import dev.ddnn.pod.testing.Pods.FakeSectionExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Models that compute otherwise each, so that a result tells which of them made every step of it: {@code camera} (two branches), {@code
 * gateway}, which joins them and has an exit, and {@code cloud}. A revision's first letter is its model, so {@code A} and {@code
 * A2} share all files. No engine: the files are names.
 */
public final class LetterModels {
    public static final String BOTH = "view0-view1";
    private static final List<String> LETTERS = List.of("A", "B", "C");
    private static final List<String> VIEWS = List.of("view0", "view1");
    private static final List<NamedExit> EXITS =
            List.of(new NamedExit("gateway", "gateway/logits"), new NamedExit("cloud", "cloud/logits"));

    private LetterModels() {}

    /** All files by digest, as a hub has them. */
    public static Map<String, byte[]> files() {
        var files = new TreeMap<String, byte[]>();
        for (String letter : LETTERS) {
            for (String section : List.of("camera/view0", "camera/view1", "gateway/", "cloud/")) {
                var file = file(letter, section);
                files.put(TwoViews.digest(file), file);
            }
        }
        return files;
    }

    private static byte[] file(String revision, String section) {
        return (revision.charAt(0) + "/" + section).getBytes(StandardCharsets.UTF_8);
    }

    /** The executor of a file. */
    public static FakeSectionExecutor load(Path file) {
        try {
            var name = Files.readString(file).split("/", 3);
            return new FakeSectionExecutor(inputs -> compute(factor(name[0]), name[1], name[2], inputs));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float factor(String revision) {
        return switch (revision.charAt(0)) {
            case 'A' -> 1f;
            case 'B' -> -1.75f;
            default -> 2.25f;
        };
    }

    private static Map<String, float[]> compute(float factor, String section, String branch, List<NamedTensor> inputs) {
        var given = new HashMap<String, float[]>();
        inputs.forEach(input -> given.put(input.name(), floats(input)));
        return switch (section) {
            case "camera" -> Map.of(branch + "/features", camera(factor, given.get(branch)));
            case "gateway" ->
                gateway(factor, given.get("view0/features"), given.get("view1/features"), given.get("present"));
            default -> Map.of("cloud/logits", cloud(factor, given.get("gateway/features")));
        };
    }

    private static float[] floats(NamedTensor tensor) {
        if (tensor.values() instanceof ByteBuffer bytes) {
            var values = new float[bytes.remaining()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (bytes.get(i) & 0xff) - 128;
            }
            return values;
        }
        var values = new float[tensor.values().remaining()];
        ((FloatBuffer) tensor.values()).duplicate().get(values);
        return values;
    }

    private static float[] camera(float factor, float[] view) {
        float sum = view[0] + view[1] + view[2] + view[3];
        return new float[] {factor * sum + 1, factor * factor - sum / 2};
    }

    private static Map<String, float[]> gateway(float factor, float[] view0, float[] view1, float[] present) {
        float first = factor * (view0[0] + 2 * view1[0]) + present[0];
        float second = factor + view0[1] - 3 * view1[1] + 2 * present[1];
        return Map.of(
                "gateway/features", new float[] {first, second},
                "gateway/logits", new float[] {first / 512, second / 512});
    }

    private static float[] cloud(float factor, float[] features) {
        return new float[] {factor * features[0] + 3, factor - features[1]};
    }

    /** What a camera of that revision makes of a view. */
    public static float[] features(String revision, byte[] view) {
        return camera(
                factor(revision),
                floats(new NamedTensor("", ElementType.Uint8, List.of(1L, 4L), ByteBuffer.wrap(view))));
    }

    /**
     * What a revision's uncut model gives.
     *
     * @param revision that answers
     * @param exit section of the exit
     * @param present bit i: view i takes part
     * @param views bytes of both views
     */
    public static float[] expected(String revision, String exit, int present, byte[][] views) {
        float factor = factor(revision);
        var features = new float[2][2];
        for (int view = 0; view < 2; view++) {
            if ((present >>> view & 1) == 1) {
                features[view] = features(revision, views[view]);
            }
        }
        var mask = new float[] {present & 1, present >>> 1 & 1};
        var joined = gateway(factor, features[0], features[1], mask);
        return exit.equals("gateway") ? joined.get("gateway/logits") : cloud(factor, joined.get("gateway/features"));
    }

    private static Port port(String name, String... peers) {
        return new Port(name, ElementType.Float32, List.of(1L, 2L), Encoding.Float32, List.of(peers));
    }

    private static BranchCut branch(String name, byte[] file, List<Port> inputs, List<Port> outputs, String present) {
        return new BranchCut(
                name, List.of(name.split("-")), TwoViews.digest(file), file.length, inputs, outputs, present);
    }

    private static BranchCut camera(String revision, String view) {
        var input = new Port(view, ElementType.Uint8, List.of(1L, 4L), null, List.of());
        return branch(
                view, file(revision, "camera/" + view), List.of(input), List.of(port(view + "/features", BOTH)), null);
    }

    /** One section's part of a revision. The exit at the gateway answers below an entropy of 0.5, of {@code A2} below 0.9. */
    public static HeldRevision revision(String section, String name) {
        return switch (section) {
            case "camera" ->
                new HeldRevision(
                        name,
                        name,
                        VIEWS,
                        SectionRole.Below,
                        List.of(camera(name, "view0"), camera(name, "view1")),
                        null,
                        EXITS);
            case "gateway" ->
                new HeldRevision(
                        name,
                        name,
                        VIEWS,
                        SectionRole.Deciding,
                        List.of(branch(
                                BOTH,
                                file(name, "gateway/"),
                                List.of(port("view0/features", "view0"), port("view1/features", "view1")),
                                List.of(port("gateway/features", BOTH)),
                                "present")),
                        new ResolvedExit("gateway/logits", name.length() > 1 ? "0.9" : "0.5", 2),
                        EXITS);
            default ->
                new HeldRevision(
                        name,
                        name,
                        VIEWS,
                        SectionRole.Above,
                        List.of(branch(
                                BOTH, file(name, "cloud/"), List.of(port("gateway/features", BOTH)), List.of(), null)),
                        new ResolvedExit("cloud/logits", "1", 2),
                        EXITS);
        };
    }

    /**
     * A section's configuration; the first of the revisions answers.
     *
     * @param section camera, gateway or cloud
     * @param revisions names of those to hold
     * @param rollout absent: none
     */
    public static SectionConfig config(String section, List<String> revisions, Rollout rollout) {
        var next =
                switch (section) {
                    case "camera" -> new Next("gateway", List.of(new Address(BOTH, "gateway", 1)));
                    case "gateway" -> new Next("cloud", List.of(new Address(BOTH, "cloud", 1)));
                    default -> null;
                };
        return new SectionConfig(
                "city",
                "letters",
                section,
                revisions.get(0),
                revisions.stream().map(name -> revision(section, name)).toList(),
                300,
                OnUpstreamLoss.AnswerLocally,
                section.equals("gateway") ? new Join(50, 1) : null,
                next,
                rollout);
    }
}
