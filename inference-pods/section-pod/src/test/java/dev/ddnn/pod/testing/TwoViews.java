package dev.ddnn.pod.testing;

import dev.ddnn.contract.ContractJson;
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
import dev.ddnn.model.codec.Encoding;
import dev.ddnn.model.graph.ElementType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model of two views of four bytes, cut in three: {@code camera} (two branches) makes a sign of each byte, {@code gateway} joins
 * them and decides by their sum, {@code cloud} decides those that stand nearly even. Class 0 is bright, class 1 dark.
 */
public final class TwoViews {
    public static final String BOTH = "view0-view1";

    /** So long that no sample is late on a machine that has little time for its pods: what lateness does is tested with a timer by hand. */
    public static final int DEADLINE_MILLIS = 60_000;

    private static final List<String> VIEWS = List.of("view0", "view1");
    private static final List<NamedExit> EXITS =
            List.of(new NamedExit("gateway", "gateway/logits"), new NamedExit("cloud", "cloud/logits"));
    private static final float[] SUM_AND_MINUS = {1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1};

    private TwoViews() {}

    /** The file of a camera branch. */
    public static byte[] camera(String view) {
        return new TinyOnnx()
                .bytes(view, 4)
                .node("Cast", "to", 1, view + "/float", view)
                .sign(view + "/features", view + "/float", 127.5f)
                .output(view + "/features", 4)
                .write();
    }

    /** The file of the gateway. */
    public static byte[] gateway() {
        return new TinyOnnx()
                .input("view0/features", 4)
                .input("view1/features", 4)
                .input("present", 2)
                .node("Concat", "axis", 1, "all", "view0/features", "view1/features")
                .constant("gateway/weights", SUM_AND_MINUS, 8, 2)
                .node("MatMul", "gateway/logits", "all", "gateway/weights")
                .sign("gateway/features", "all", 0f)
                .output("gateway/logits", 2)
                .output("gateway/features", 8)
                .write();
    }

    /** The file of the cloud: like the gateway, but a tie is bright. */
    public static byte[] cloud() {
        return new TinyOnnx()
                .input("gateway/features", 8)
                .constant("cloud/weights", SUM_AND_MINUS, 8, 2)
                .constant("cloud/bias", new float[] {1, 0}, 2)
                .node("MatMul", "cloud/sum", "gateway/features", "cloud/weights")
                .node("Add", "cloud/logits", "cloud/sum", "cloud/bias")
                .output("cloud/logits", 2)
                .write();
    }

    /** All files by digest, as a hub has them. */
    public static Map<String, byte[]> files() {
        var files = new TreeMap<String, byte[]>();
        for (byte[] file : List.of(camera("view0"), camera("view1"), gateway(), cloud(), whole())) {
            files.put(digest(file), file);
        }
        return files;
    }

    public static String digest(byte[] file) {
        return "sha256:" + ContractJson.hash(file);
    }

    private static Port view(String name) {
        return new Port(name, ElementType.Uint8, List.of(1L, 4L), null, List.of());
    }

    private static Port binary(String name, long size, String... peers) {
        return new Port(name, ElementType.Float32, List.of(1L, size), Encoding.Binary, List.of(peers));
    }

    private static BranchCut branch(String name, byte[] file, List<Port> inputs, List<Port> outputs, String present) {
        var views = List.of(name.split("-"));
        return new BranchCut(name, views, digest(file), file.length, inputs, outputs, present);
    }

    private static BranchCut cameraBranch(String view) {
        return branch(view, camera(view), List.of(view(view)), List.of(binary(view + "/features", 4, BOTH)), null);
    }

    /** The camera section's part of a revision. */
    public static HeldRevision cameraRevision(String name) {
        var branches = List.of(cameraBranch("view0"), cameraBranch("view1"));
        return new HeldRevision(name, "sha256:model", VIEWS, SectionRole.Below, branches, null, EXITS);
    }

    /** The gateway's part of a revision. */
    public static HeldRevision gatewayRevision(String name, String entropyBelow) {
        var inputs = List.of(binary("view0/features", 4, "view0"), binary("view1/features", 4, "view1"));
        var outputs = List.of(binary("gateway/features", 8, BOTH));
        var branch = branch(BOTH, gateway(), inputs, outputs, "present");
        var exit = new ResolvedExit("gateway/logits", entropyBelow, 2);
        return new HeldRevision(name, "sha256:model", VIEWS, SectionRole.Deciding, List.of(branch), exit, EXITS);
    }

    /** The cloud's part of a revision. */
    public static HeldRevision cloudRevision(String name) {
        var branch = branch(BOTH, cloud(), List.of(binary("gateway/features", 8, BOTH)), List.of(), null);
        var exit = new ResolvedExit("cloud/logits", "1", 2);
        return new HeldRevision(name, "sha256:model", VIEWS, SectionRole.Above, List.of(branch), exit, EXITS);
    }

    /** A camera section that holds the revisions; the first one answers. */
    public static SectionConfig cameras(int gatewayPort, String... revisions) {
        var held = List.of(revisions).stream().map(TwoViews::cameraRevision).toList();
        var next = new Next("gateway", List.of(new Address(BOTH, "127.0.0.1", gatewayPort)));
        return config("camera", held, null, next);
    }

    /** A gateway that holds the revisions; the first one answers. */
    public static SectionConfig gateway(int cloudPort, Join join, HeldRevision... revisions) {
        var next = new Next("cloud", List.of(new Address(BOTH, "127.0.0.1", cloudPort)));
        return config("gateway", List.of(revisions), join, next);
    }

    /** A cloud that holds the revisions; the first one answers. */
    public static SectionConfig cloud(String... revisions) {
        var held = List.of(revisions).stream().map(TwoViews::cloudRevision).toList();
        return config("cloud", held, null, null);
    }

    /** The whole model as the only section: both views go in, and it always answers. */
    public static byte[] whole() {
        return new TinyOnnx()
                .bytes("view0", 4)
                .bytes("view1", 4)
                .node("Cast", "to", 1, "view0/float", "view0")
                .node("Cast", "to", 1, "view1/float", "view1")
                .node("Concat", "axis", 1, "all", "view0/float", "view1/float")
                .sign("features", "all", 127.5f)
                .constant("weights", SUM_AND_MINUS, 8, 2)
                .node("MatMul", "cloud/logits", "features", "weights")
                .output("cloud/logits", 2)
                .write();
    }

    /** A configuration with one section. */
    public static SectionConfig alone() {
        var branch = branch(BOTH, whole(), List.of(view("view0"), view("view1")), List.of(), null);
        var exit = new ResolvedExit("cloud/logits", "1", 2);
        var exits = List.of(new NamedExit("cloud", "cloud/logits"));
        var revision =
                new HeldRevision("r1", "sha256:model", VIEWS, SectionRole.Deciding, List.of(branch), exit, exits);
        return config("cloud", List.of(revision), null, null);
    }

    private static SectionConfig config(String section, List<HeldRevision> held, Join join, Next next) {
        return new SectionConfig(
                "city",
                "tiny",
                section,
                held.get(0).name(),
                held,
                DEADLINE_MILLIS,
                OnUpstreamLoss.AnswerLocally,
                join,
                next);
    }
}
