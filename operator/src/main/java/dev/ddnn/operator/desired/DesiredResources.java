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
 * @param resources in the order to apply them: revisions before what speaks of them, what pods mount before the pods
 * @param heldBack Deployments that stay as they are for now, since it is not their turn to be replaced
 * @param nudges pods to tell of a configuration once it is applied
 */
public record DesiredResources(List<HasMetadata> resources, List<HeldBack> heldBack, List<PodNudge> nudges) {
    public DesiredResources {
        resources = List.copyOf(resources);
        heldBack = List.copyOf(heldBack);
        nudges = List.copyOf(nudges);
    }

    /** Makes the children. */
    public static DesiredResources from(Planned plan, Observed observed, Surroundings surroundings, Instant now) {
        var resources = new ArrayList<HasMetadata>();
        var nudges = new ArrayList<PodNudge>();
        plan.history().forEach(kept -> resources.add(RevisionObject.of(plan.ddnn(), kept)));
        plan.sections().forEach(section -> resources.add(SectionService.of(plan.ddnn(), section)));
        for (SectionPlan section : plan.sections()) {
            resources.add(SectionConfigMap.of(plan, section));
            nudges.addAll(PodNudges.of(section, observed, now));
        }
        var heldBack = new ArrayList<HeldBack>();
        for (SectionPlan section : plan.sections()) {
            List<HasMetadata> workloads = SectionWorkload.of(plan, section, surroundings, observed);
            List<HeldBack> waiting = ReplacementOrder.heldBack(section, workloads, observed);
            heldBack.addAll(waiting);
            List<HasMetadata> later = waiting.stream().map(HeldBack::child).toList();
            workloads.stream().filter(workload -> !later.contains(workload)).forEach(resources::add);
        }
        return new DesiredResources(resources, heldBack, nudges);
    }
}
