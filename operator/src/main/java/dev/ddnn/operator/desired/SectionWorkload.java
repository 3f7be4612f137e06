package dev.ddnn.operator.desired;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.operator.plan.BranchAssignment;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Names;
import dev.ddnn.operator.plan.SectionPlan;
import dev.ddnn.operator.plan.SectionPlan.Layout;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Deployments of a section. A branch that waits for a node has none yet. */
final class SectionWorkload {
    private SectionWorkload() {}

    static List<Deployment> of(Planned plan, SectionPlan section, Surroundings surroundings) {
        return section.branches().stream()
                .filter(branch -> section.layout() != Layout.PodPerBranch || branch.node() != null)
                .map(branch -> deployment(plan, section, branch, surroundings))
                .toList();
    }

    private static Deployment deployment(
            Planned plan, SectionPlan section, BranchAssignment branch, Surroundings surroundings) {
        String ddnn = plan.ddnn().name();
        boolean perBranch = section.layout() == Layout.PodPerBranch;
        Map<String, String> selector = perBranch
                ? Labels.branchSelector(ddnn, section.name(), branch.branch())
                : Labels.sectionSelector(ddnn, section.name());
        String name =
                perBranch ? Names.branch(ddnn, section.name(), branch.branch()) : Names.section(ddnn, section.name());
        PodTemplateSpec template = template(plan, section, branch, surroundings);
        var metadata = Metadata.of(plan.ddnn(), name, selector);
        metadata.setAnnotations(Map.of(Labels.TEMPLATE, ContractJson.hash(ContractJson.write(template))));
        return new DeploymentBuilder()
                .withMetadata(metadata)
                .withNewSpec()
                .withReplicas(replicas(section))
                .withRevisionHistoryLimit(2)
                .withStrategy(strategy(section.layout()))
                .withNewSelector()
                .withMatchLabels(selector)
                .endSelector()
                .withTemplate(template)
                .endSpec()
                .build();
    }

    private static PodTemplateSpec template(
            Planned plan, SectionPlan section, BranchAssignment branch, Surroundings surroundings) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.with(Labels.branchSelector(plan.ddnn().name(), section.name(), branch.branch())))
                .endMetadata()
                .withSpec(PodTemplate.of(plan, section, branch, surroundings))
                .build();
    }

    private static @Nullable Integer replicas(SectionPlan section) {
        return section.layout() == Layout.Replicated ? section.intent().replicas() : Integer.valueOf(1);
    }

    /** A device has no room for two, and the parts of a sample must not meet in two pods. */
    private static DeploymentStrategy strategy(Layout layout) {
        if (layout != Layout.Replicated) {
            return new DeploymentStrategyBuilder().withType("Recreate").build();
        }
        // Both numbers are claimed, so that they go with us when the layout changes: Recreate may not have them.
        return new DeploymentStrategyBuilder()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(new IntOrString(1))
                .withMaxUnavailable(new IntOrString(0))
                .endRollingUpdate()
                .build();
    }
}
