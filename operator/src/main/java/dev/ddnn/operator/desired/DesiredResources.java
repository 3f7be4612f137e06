package dev.ddnn.operator.desired;

import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.SectionPlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The children that a plan stands for.
 *
 * @param resources in the order to apply them: what pods mount before the pods
 * @param nudges pods to tell of a configuration once it is applied
 */
public record DesiredResources(List<HasMetadata> resources, List<PodNudge> nudges) {
    public DesiredResources {
        resources = List.copyOf(resources);
        nudges = List.copyOf(nudges);
    }

    /** Makes the children. */
    public static DesiredResources from(Planned plan, Observed observed, Surroundings surroundings, Instant now) {
        var resources = new ArrayList<HasMetadata>();
        var nudges = new ArrayList<PodNudge>();
        for (SectionPlan section : plan.sections()) {
            resources.add(SectionConfigMap.of(plan.ddnn(), section));
            resources.add(SectionService.of(plan.ddnn(), section));
            nudges.addAll(PodNudges.of(section, observed, now));
        }
        for (SectionPlan section : plan.sections()) {
            resources.addAll(SectionWorkload.of(plan, section, surroundings));
        }
        return new DesiredResources(resources, nudges);
    }
}
