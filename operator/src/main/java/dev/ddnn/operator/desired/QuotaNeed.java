package dev.ddnn.operator.desired;

import dev.ddnn.api.v1alpha1.SectionStatus;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.Observed;
import dev.ddnn.operator.plan.Observed.Workload;
import dev.ddnn.operator.plan.PodRequirements;
import dev.ddnn.operator.plan.SectionPlan;
import dev.ddnn.operator.plan.quota.Admission;
import dev.ddnn.operator.plan.quota.Capacity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a DDNN needs of the quotas of its namespace, and what of its children has to wait for it.
 *
 * @param amounts pods of the whole graph, placed or not; those that are replaced while their successors come up already; those that are
 *     to go and are still there
 * @param replaced what of them is for old pods: those that are replaced, and those that are to go
 * @param grows something would be made, or grow, beyond what is there
 * @param surging Deployments whose pods are replaced by new ones that come before they have gone
 */
public record QuotaNeed(Capacity amounts, Capacity replaced, boolean grows, List<HasMetadata> surging) {
    public QuotaNeed {
        surging = List.copyOf(surging);
    }

    /** What applying the children needs. */
    public static QuotaNeed of(Planned plan, DesiredResources desired, Observed observed) {
        return new Reckoning(plan, desired, observed).need();
    }

    /** Whether nothing at all may be applied before it is reserved: a part of the graph would be of no use. */
    public boolean mustWait(Admission admission) {
        return grows && !admission.isOpen();
    }

    /** The children without those replacements that are not reserved yet: what serves goes on. */
    public DesiredResources within(DesiredResources desired, Admission admission) {
        if (admission.isOpen() || surging.isEmpty()) {
            return desired;
        }
        var resources = new ArrayList<>(desired.resources());
        resources.removeAll(surging);
        var heldBack = new ArrayList<>(desired.heldBack());
        surging.stream()
                .filter(desired.resources()::contains)
                .map(child -> new HeldBack(
                        child, "when there is room for the new pods beside the old ones: " + admission.message()))
                .forEach(heldBack::add);
        return new DesiredResources(resources, heldBack, desired.nudges());
    }

    private static final class Reckoning {
        private final Planned plan;
        private final Observed observed;
        private final List<HasMetadata> wanted;

        Reckoning(Planned plan, DesiredResources desired, Observed observed) {
            this.plan = plan;
            this.observed = observed;
            this.wanted = Stream.concat(
                            desired.resources().stream(),
                            desired.heldBack().stream().map(HeldBack::child))
                    .filter(child -> child instanceof Deployment || child instanceof DaemonSet)
                    .toList();
        }

        QuotaNeed need() {
            List<HasMetadata> surging = wanted.stream().filter(this::surges).toList();
            Capacity base = Capacity.oneDDNN();
            for (SectionPlan section : plan.sections()) {
                base = base.plus(pods(section));
            }
            Capacity old = Stream.concat(orphans(), surging.stream().flatMap(child -> known(child).stream()))
                    .map(this::pods)
                    .reduce(Capacity.NONE, Capacity::plus);
            Capacity all = base.plus(old);
            return new QuotaNeed(
                    isReplacing() ? all.max(reserved()) : all,
                    old,
                    wanted.stream().anyMatch(this::grows),
                    surging);
        }

        private Capacity pods(SectionPlan section) {
            int count =
                    switch (section.layout()) {
                        case PodPerBranch -> section.branches().size();
                        case SinglePod -> 1;
                        case PodPerNode ->
                            Math.max(
                                    section.pool().nodes().size(),
                                    running(section).orElse(0));
                        case Replicated -> replicas(section);
                    };
            return Capacity.pods(
                    section.pool().spec().tier(),
                    count,
                    PodRequirements.of(section.intent().resources()).requests());
        }

        /** Where the replicas are not claimed, as many as whoever claims them has set. */
        private int replicas(SectionPlan section) {
            Integer claimed = section.intent().replicas();
            return claimed == null ? running(section).orElse(1) : claimed;
        }

        private Optional<Integer> running(SectionPlan section) {
            return observed.workloads().stream()
                    .filter(workload -> workload.section().equals(section.name()) && workload.branch() == null)
                    .map(Workload::replicas)
                    .findFirst();
        }

        private Capacity pods(Workload workload) {
            return Capacity.pods(tier(workload.section()), workload.replicas(), workload.requests());
        }

        private @Nullable Tier tier(String section) {
            return plan.sections().stream()
                    .filter(planned -> planned.name().equals(section))
                    .map(planned -> planned.pool().spec().tier())
                    .findFirst()
                    .or(() -> before(section)
                            .map(SectionStatus::pool)
                            .flatMap(observed::pool)
                            .map(pool -> pool.spec().tier()))
                    .orElse(null);
        }

        private Optional<SectionStatus> before(String section) {
            var status = observed.status();
            return status == null || status.sections() == null
                    ? Optional.empty()
                    : status.sections().stream()
                            .filter(row -> section.equals(row.name()))
                            .findFirst();
        }

        private Stream<Workload> orphans() {
            return observed.workloads().stream().filter(workload -> wanted.stream()
                    .noneMatch(child -> child.getMetadata().getName().equals(workload.name())));
        }

        /** A pod takes its time to end, and its successor does not wait for it: for a while each is there twice. */
        private boolean surges(HasMetadata child) {
            return isRolling(child)
                    && known(child)
                            .filter(workload -> isOutdated(child, workload))
                            .isPresent();
        }

        private static boolean isRolling(HasMetadata child) {
            return child instanceof Deployment deployment
                    && "RollingUpdate".equals(deployment.getSpec().getStrategy().getType());
        }

        private static boolean isOutdated(HasMetadata child, Workload workload) {
            return !Objects.equals(child.getMetadata().getAnnotations().get(Labels.TEMPLATE), workload.template());
        }

        /** A replacement that has been reserved is not over before every pod is a new one. */
        private boolean isReplacing() {
            return Admission.isReserved(observed)
                    && wanted.stream()
                            .filter(Reckoning::isRolling)
                            .flatMap(child -> known(child).stream())
                            .anyMatch(workload -> !workload.settled());
        }

        private Capacity reserved() {
            var status = observed.status();
            return status == null || status.quota() == null
                    ? Capacity.NONE
                    : Capacity.read(status.quota().needed());
        }

        private boolean grows(HasMetadata child) {
            return known(child).map(workload -> grows(child, workload)).orElse(true);
        }

        private boolean grows(HasMetadata child, Workload workload) {
            Integer replicas = child instanceof Deployment deployment
                    ? deployment.getSpec().getReplicas()
                    : null;
            boolean more = replicas != null && replicas > workload.replicas();
            boolean larger =
                    !Capacity.pods(null, 1, workload.requests()).covers(Capacity.pods(null, 1, requests(child)));
            return more || larger || hasMoved(workload.section());
        }

        private boolean hasMoved(String section) {
            return plan.sections().stream()
                    .filter(planned -> planned.name().equals(section))
                    .anyMatch(planned -> before(section)
                            .map(SectionStatus::pool)
                            .filter(pool -> !pool.equals(planned.pool().name()))
                            .isPresent());
        }

        private static Map<String, Quantity> requests(HasMetadata child) {
            PodTemplateSpec template = child instanceof Deployment deployment
                    ? deployment.getSpec().getTemplate()
                    : ((DaemonSet) child).getSpec().getTemplate();
            return template.getSpec().getContainers().get(0).getResources().getRequests();
        }

        private Optional<Workload> known(HasMetadata child) {
            return observed.workloads().stream()
                    .filter(workload ->
                            workload.name().equals(child.getMetadata().getName()))
                    .findFirst();
        }
    }
}
