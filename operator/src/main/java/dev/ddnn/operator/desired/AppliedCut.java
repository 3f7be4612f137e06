package dev.ddnn.operator.desired;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.CutReport;
import dev.ddnn.contract.cut.CutReport.SectionCut;
import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.Port;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.operator.plan.Intent;
import dev.ddnn.operator.plan.RecordedRevision;
import dev.ddnn.operator.plan.Revision.Section;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cut as it was applied last, read back from the ConfigMaps, or from the DDNNRevision of an earlier one: with it a restarted operator
 * keeps what runs as it should be, and goes back to what pods still hold, while the hub is away. What pods are not told, sizes on the
 * wire and versions of the model's format, is not in it.
 */
public final class AppliedCut {
    private final CutRequest request;
    private final List<ConfigMap> maps;

    private AppliedCut(CutRequest request, List<ConfigMap> maps) {
        this.request = request;
        this.maps = maps;
    }

    /**
     * The cut, if all sections of the request were applied for this very request and hold its revision, or if a revision that is written
     * down was cut by it.
     */
    public static Optional<CutReport> of(CutRequest request, List<ConfigMap> maps, List<RecordedRevision> revisions) {
        return new AppliedCut(request, maps).applied().or(() -> recorded(request, revisions));
    }

    private static Optional<CutReport> recorded(CutRequest request, List<RecordedRevision> revisions) {
        String hash = Intent.hash(request);
        return revisions.stream()
                .filter(recorded -> hash.equals(recorded.request()))
                .findFirst()
                .flatMap(recorded -> cut(recorded.revision().sections()));
    }

    private Optional<CutReport> applied() {
        var sections = new ArrayList<Section>();
        for (CutRequest.Section section : request.sections()) {
            Optional<HeldRevision> found = map(section.name()).flatMap(AppliedCut::held);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            sections.add(new Section(section.name(), found.get()));
        }
        return cut(sections);
    }

    private static Optional<CutReport> cut(List<Section> sections) {
        HeldRevision bottom = sections.get(0).held();
        List<Port> views = bottom.views().stream()
                .flatMap(view -> port(bottom, view).stream())
                .toList();
        return views.size() == bottom.views().size()
                ? Optional.of(new CutReport(
                        bottom.modelDigest(),
                        0,
                        0,
                        views,
                        sections.stream().map(AppliedCut::cut).toList()))
                : Optional.empty();
    }

    private static SectionCut cut(Section section) {
        HeldRevision held = section.held();
        return new SectionCut(section.name(), held.role(), held.branches(), held.exit(), 0);
    }

    private Optional<ConfigMap> map(String section) {
        String hash = Intent.hash(request);
        return maps.stream()
                .filter(map -> section.equals(map.getMetadata().getLabels().get(Labels.SECTION)))
                .filter(map -> hash.equals(annotations(map).get(Labels.REQUEST)))
                .findFirst();
    }

    private static Optional<HeldRevision> held(ConfigMap map) {
        String text = map.getData() == null ? null : map.getData().get(SectionConfig.FILE);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return ContractJson.read(text, SectionConfig.class).revisions().stream()
                    .filter(revision -> revision.name().equals(annotations(map).get(Labels.REVISION)))
                    .findFirst();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Port> port(HeldRevision bottom, String view) {
        return bottom.branches().stream()
                .flatMap(branch -> branch.inputs().stream())
                .filter(input -> input.tensor().equals(view))
                .findFirst();
    }

    private static Map<String, String> annotations(ConfigMap map) {
        var annotations = map.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }
}
