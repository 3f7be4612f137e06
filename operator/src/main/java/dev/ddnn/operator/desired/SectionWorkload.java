package dev.ddnn.operator.desired;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.operator.plan.BranchAssignment;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Names;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.SectionPlan;
import dev.ddnn.operator.plan.SectionPlan.Layout;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSetUpdateStrategy;
import io.fabric8.kubernetes.api.model.apps.DaemonSetUpdateStrategyBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import java.util.List;
import java.util.Map;

/** What makes the pods of a section. A branch that waits for a node has no Deployment yet. */
final class SectionWorkload {
    private final Planned plan;
    private final SectionPlan section;
    private final Surroundings surroundings;
    private final Observed observed;

    private SectionWorkload(Planned plan, SectionPlan section, Surroundings surroundings, Observed observed) {
        this.plan = plan;
        this.section = section;
        this.surroundings = surroundings;
        this.observed = observed;
    }

    static List<HasMetadata> of(Planned plan, SectionPlan section, Surroundings surroundings, Observed observed) {
        var workload = new SectionWorkload(plan, section, surroundings, observed);
        return section.branches().stream()
                .filter(branch -> section.layout() != Layout.PodPerBranch || branch.node() != null)
                .<HasMetadata>map(workload::make)
                .toList();
    }

    private HasMetadata make(BranchAssignment branch) {
        String ddnn = plan.ddnn().name();
        boolean perBranch = section.layout() == Layout.PodPerBranch;
        Map<String, String> selector = perBranch
                ? Labels.branchSelector(ddnn, section.name(), branch.branch())
                : Labels.sectionSelector(ddnn, section.name());
        String name =
                perBranch ? Names.branch(ddnn, section.name(), branch.branch()) : Names.section(ddnn, section.name());
        PodTemplateSpec template = template(branch);
        var metadata = Metadata.of(plan.ddnn(), name, selector);
        metadata.setAnnotations(Map.of(Labels.TEMPLATE, ContractJson.hash(ContractJson.write(template))));
        return section.layout() == Layout.PodPerNode
                ? daemonSet(metadata, selector, template)
                : deployment(metadata, selector, template, strategy(branch));
    }

    private Deployment deployment(
            ObjectMeta metadata, Map<String, String> selector, PodTemplateSpec template, DeploymentStrategy strategy) {
        // A builder would copy all of the template.
        var spec = new DeploymentSpec();
        spec.setReplicas(
                section.layout() == Layout.Replicated ? section.intent().replicas() : Integer.valueOf(1));
        spec.setRevisionHistoryLimit(2);
        spec.setStrategy(strategy);
        spec.setSelector(new LabelSelector(null, selector));
        spec.setTemplate(template);
        var deployment = new Deployment();
        deployment.setMetadata(metadata);
        deployment.setSpec(spec);
        return deployment;
    }

    private DaemonSet daemonSet(ObjectMeta metadata, Map<String, String> selector, PodTemplateSpec template) {
        var spec = new DaemonSetSpec();
        spec.setRevisionHistoryLimit(2);
        spec.setUpdateStrategy(oneNodeAtATime());
        spec.setSelector(new LabelSelector(null, selector));
        spec.setTemplate(template);
        var daemonSet = new DaemonSet();
        daemonSet.setMetadata(metadata);
        daemonSet.setSpec(spec);
        return daemonSet;
    }

    private PodTemplateSpec template(BranchAssignment branch) {
        var metadata = new ObjectMeta();
        metadata.setLabels(Labels.with(Labels.branchSelector(plan.ddnn().name(), section.name(), branch.branch())));
        return new PodTemplateSpec(metadata, PodTemplate.of(plan, section, branch, surroundings));
    }

    /**
     * A device has no room for two, and the parts of a sample must not meet in two pods: Recreate waits until the pod before is gone.
     * On a node that is lost it never is.
     */
    private DeploymentStrategy strategy(BranchAssignment branch) {
        if (section.layout() == Layout.Replicated) {
            // A port of the node is free only when the pod before is gone.
            return section.intent().hostPort() == null ? rolling(1, 0) : rolling(0, 1);
        }
        return isStuck(branch)
                ? rolling(0, 1)
                : new DeploymentStrategyBuilder().withType("Recreate").build();
    }

    private boolean isStuck(BranchAssignment branch) {
        return observed.stuckOf(section.name())
                .anyMatch(pod ->
                        section.layout() != Layout.PodPerBranch || pod.branch().equals(branch.branch()));
    }

    /** Both numbers are claimed, so that they go with us when the layout changes: Recreate may not have them. */
    private static DeploymentStrategy rolling(int surge, int unavailable) {
        return new DeploymentStrategyBuilder()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(new IntOrString(surge))
                .withMaxUnavailable(new IntOrString(unavailable))
                .endRollingUpdate()
                .build();
    }

    /** Pods on nodes that are away count as unavailable too; they must not hold up the others. */
    private DaemonSetUpdateStrategy oneNodeAtATime() {
        int away = (int)
                section.pool().nodes().stream().filter(node -> !node.ready()).count();
        return new DaemonSetUpdateStrategyBuilder()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(new IntOrString(0))
                .withMaxUnavailable(new IntOrString(1 + away))
                .endRollingUpdate()
                .build();
    }
}
