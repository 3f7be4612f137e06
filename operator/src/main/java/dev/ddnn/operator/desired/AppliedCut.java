package dev.ddnn.operator.desired;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.cut.CutReport;
import dev.ddnn.contract.cut.CutReport.SectionCut;
import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.Port;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cut as it was applied last, read back from the ConfigMaps: with it a restarted operator keeps what runs as it should be while
 * the hub is away. What pods are not told, sizes on the wire and versions of the model's format, is not in it.
 */
public final class AppliedCut {
    private final CutRequest request;
    private final List<ConfigMap> maps;

    private AppliedCut(CutRequest request, List<ConfigMap> maps) {
        this.request = request;
        this.maps = maps;
    }

    /** The cut, if all sections of the request were applied for this very request and hold its revision. */
    public static Optional<CutReport> of(CutRequest request, List<ConfigMap> maps) {
        return new AppliedCut(request, maps).read();
    }

    private Optional<CutReport> read() {
        var held = new ArrayList<HeldRevision>();
        var sections = new ArrayList<SectionCut>();
        for (CutRequest.Section section : request.sections()) {
            Optional<HeldRevision> found = map(section.name()).flatMap(AppliedCut::held);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            held.add(found.get());
            sections.add(new SectionCut(
                    section.name(),
                    found.get().role(),
                    found.get().branches(),
                    found.get().exit(),
                    0));
        }
        HeldRevision bottom = held.get(0);
        List<Port> views = bottom.views().stream()
                .flatMap(view -> port(bottom, view).stream())
                .toList();
        return views.size() == bottom.views().size()
                ? Optional.of(new CutReport(bottom.modelDigest(), 0, 0, views, sections))
                : Optional.empty();
    }

    private Optional<ConfigMap> map(String section) {
        String hash = SectionConfigMap.request(request);
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
