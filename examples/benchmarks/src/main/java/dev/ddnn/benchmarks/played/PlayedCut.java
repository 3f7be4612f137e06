package dev.ddnn.benchmarks.played;

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
import org.jspecify.annotations.Nullable;

/** What the hub says of the model that {@code ddnn.yaml} names: one view through a device, a gateway with an exit, and the cloud. */
final class PlayedCut {
    private static final String VIEW = "view0";
    private static final int CLASSES = 10;

    private PlayedCut() {}

    static CutReport report() {
        var view = new Port(VIEW, ElementType.Uint8, List.of(1L, 1L, 14L, 10L), null, List.of());
        var low = features("view0/features", 140);
        var high = features("gateway/features", 64);
        return new CutReport(
                digest("model"),
                8,
                17,
                List.of(view),
                List.of(
                        section("camera", SectionRole.Below, view, low, null),
                        section("gateway", SectionRole.Deciding, low, high, exit("gateway", "0.5")),
                        section("cloud", SectionRole.Above, high, null, exit("cloud", "1"))));
    }

    private static SectionCut section(
            String name, SectionRole role, Port in, @Nullable Port out, @Nullable ResolvedExit exit) {
        List<Port> outputs = out == null ? List.of() : List.of(out);
        var branch = new BranchCut(VIEW, List.of(VIEW), digest(name), 4000, List.of(in), outputs, null);
        return new SectionCut(name, role, List.of(branch), exit, out == null ? 0 : 18);
    }

    private static ResolvedExit exit(String section, String threshold) {
        return new ResolvedExit(section + "/logits", threshold, CLASSES);
    }

    private static Port features(String tensor, long size) {
        return new Port(tensor, ElementType.Float32, List.of(1L, size), Encoding.Binary, List.of(VIEW));
    }

    private static String digest(String word) {
        return "sha256:" + ContractJson.hash(word);
    }
}
