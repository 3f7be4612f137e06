package dev.ddnn.operator.testing;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.cut.CutReport;
import dev.ddnn.contract.cut.CutReport.SectionCut;
import dev.ddnn.contract.cut.Port;
import dev.ddnn.contract.cut.ResolvedExit;
import dev.ddnn.contract.cut.SectionRole;
import dev.ddnn.model.codec.Encoding;
import dev.ddnn.model.graph.ElementType;
import java.util.List;
import java.util.stream.IntStream;

/** Cut reports as the hub gives them. */
public final class Cuts {
    private Cuts() {}

    /** Cameras that meet in a gateway with an exit, and a cloud above: configuration (e). */
    public static CutReport camerasGatewayCloud(String model, int views, String threshold) {
        List<String> names = IntStream.range(0, views).mapToObj(i -> "view" + i).toList();
        var features = port("gateway/features", 64, Encoding.Binary, List.of(joined(names)));
        return new CutReport(
                digest(model),
                8,
                17,
                names.stream().map(Cuts::view).toList(),
                List.of(
                        new SectionCut(
                                "camera",
                                SectionRole.Below,
                                names.stream()
                                        .map(name -> camera(model, name, names))
                                        .toList(),
                                null,
                                18L * views),
                        new SectionCut(
                                "gateway",
                                SectionRole.Deciding,
                                List.of(new BranchCut(
                                        joined(names),
                                        names,
                                        digest(model + "gateway"),
                                        9000,
                                        names.stream()
                                                .map(name ->
                                                        port(name + "/features", 140, Encoding.Binary, List.of(name)))
                                                .toList(),
                                        List.of(features),
                                        "present")),
                                new ResolvedExit("gateway/logits", threshold, 10),
                                8),
                        cloud(model, names, List.of(features))));
    }

    /** Everything in one section: configuration (a). */
    public static CutReport cloudOnly(String model, int views) {
        List<String> names = IntStream.range(0, views).mapToObj(i -> "view" + i).toList();
        var section = cloud(model, names, names.stream().map(Cuts::view).toList());
        return new CutReport(
                digest(model),
                8,
                17,
                names.stream().map(Cuts::view).toList(),
                List.of(new SectionCut(
                        "cloud", SectionRole.Deciding, section.branches(), section.exit(), section.uplinkBytes())));
    }

    /** Cameras whose features meet in the cloud: configuration (c). */
    public static CutReport camerasBelowCloud(String model, int views) {
        CutReport three = camerasGatewayCloud(model, views, "1");
        SectionCut gateway = three.sections().get(1);
        BranchCut joining = gateway.branches().get(0);
        var cloud = new BranchCut(
                joining.name(),
                joining.views(),
                joining.digest(),
                joining.sizeBytes(),
                joining.inputs(),
                List.of(),
                joining.presentInput());
        return new CutReport(
                three.modelDigest(),
                8,
                17,
                three.views(),
                List.of(
                        three.sections().get(0),
                        new SectionCut(
                                "cloud",
                                SectionRole.Deciding,
                                List.of(cloud),
                                new ResolvedExit("cloud/logits", "1", 10),
                                0)));
    }

    /** A device with one view, and a cloud above: configuration (b). */
    public static CutReport deviceBelowCloud(String model) {
        var features = port("view0/features", 140, Encoding.Binary, List.of("view0"));
        var device = new BranchCut(
                "view0",
                List.of("view0"),
                digest(model + "view0"),
                4000,
                List.of(view("view0")),
                List.of(features),
                null);
        return new CutReport(
                digest(model),
                8,
                17,
                List.of(view("view0")),
                List.of(
                        new SectionCut("camera", SectionRole.Deciding, List.of(device), null, 18),
                        cloud(model, List.of("view0"), List.of(features))));
    }

    /** A digest that follows from a word. */
    public static String digest(String word) {
        return "sha256:" + ContractJson.hash(word);
    }

    private static SectionCut cloud(String model, List<String> names, List<Port> inputs) {
        return new SectionCut(
                "cloud",
                SectionRole.Above,
                List.of(new BranchCut(joined(names), names, digest(model + "cloud"), 20000, inputs, List.of(), null)),
                new ResolvedExit("cloud/logits", "1", 10),
                0);
    }

    private static BranchCut camera(String model, String name, List<String> names) {
        return new BranchCut(
                name,
                List.of(name),
                digest(model + name),
                4000,
                List.of(view(name)),
                List.of(port(name + "/features", 140, Encoding.Binary, List.of(joined(names)))),
                null);
    }

    private static Port view(String name) {
        return new Port(name, ElementType.Uint8, List.of(1L, 1L, 14L, 10L), null, List.of());
    }

    private static Port port(String tensor, long size, Encoding encoding, List<String> peers) {
        return new Port(tensor, ElementType.Float32, List.of(1L, size), encoding, peers);
    }

    private static String joined(List<String> names) {
        return String.join("-", names);
    }
}
