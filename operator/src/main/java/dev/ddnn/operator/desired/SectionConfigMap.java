package dev.ddnn.operator.desired;

import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.operator.plan.Names;
import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.plan.SectionPlan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Map;

/** The ConfigMap that a section's pods have mounted. */
final class SectionConfigMap {
    private SectionConfigMap() {}

    static ConfigMap of(Identity ddnn, SectionPlan section) {
        return new ConfigMapBuilder()
                .withMetadata(Metadata.of(
                        ddnn,
                        Names.section(ddnn.name(), section.name()),
                        Labels.sectionSelector(ddnn.name(), section.name())))
                .withData(Map.of(SectionConfig.FILE, section.configText()))
                .build();
    }
}
