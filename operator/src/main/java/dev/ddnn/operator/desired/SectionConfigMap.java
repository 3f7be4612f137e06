package dev.ddnn.operator.desired;

import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Names;
import dev.ddnn.operator.plan.SectionPlan;
import dev.ddnn.operator.plan.rollout.RolloutState;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ConfigMap that a section's pods have mounted. */
final class SectionConfigMap {
    private SectionConfigMap() {}

    static ConfigMap of(Planned plan, SectionPlan section) {
        String ddnn = plan.ddnn().name();
        var metadata = Metadata.of(
                plan.ddnn(), Names.section(ddnn, section.name()), Labels.sectionSelector(ddnn, section.name()));
        var annotations = new LinkedHashMap<String, String>();
        annotations.put(Labels.REVISION, plan.target().name());
        annotations.put(Labels.REQUEST, plan.intent().requestHash(plan.ddnn().namespace()));
        RolloutState state = plan.course().state();
        if (state != null && section.name().equals(plan.target().decidingSection())) {
            annotations.put(Labels.ROLLOUT, state.text());
        }
        metadata.setAnnotations(annotations);
        return new ConfigMapBuilder()
                .withMetadata(metadata)
                .withData(Map.of(SectionConfig.FILE, section.configText()))
                .build();
    }
}
