package dev.ddnn.operator.plan;

import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.contract.cut.CutReport;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.operator.plan.DDNNPlan.Cause;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.DDNNPlan.Refusal;
import dev.ddnn.operator.plan.DDNNPlan.Refused;
import dev.ddnn.operator.plan.DDNNPlan.Stage;
import dev.ddnn.operator.plan.DDNNPlan.Wait;
import dev.ddnn.operator.plan.DDNNPlan.Waiting;
import dev.ddnn.operator.plan.rollout.Course;
import dev.ddnn.operator.plan.rollout.RolloutRoad;
import dev.ddnn.operator.validate.DDNNValidator;
import dev.ddnn.operator.validate.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns what is wanted and what is there into a plan. Planning what a plan has brought about gives the same plan again: nothing
 * is written when nothing changed.
 */
public final class Planner {
    private Planner() {}

    /**
     * Plans.
     *
     * @param spec without violations of its own ({@link DDNNValidator#check(DDNNSpec)})
     * @param now by which rollouts hold and give up
     */
    public static DDNNPlan plan(DDNNSpec spec, Observed observed, Instant now) {
        CutResponse cut = observed.cut();
        Intent intent = Intent.of(spec);
        PoolChecks pools = PoolChecks.of(intent, observed);
        List<Refusal> refusals = refusals(spec, observed, pools);
        List<Wait> waits = new ArrayList<>(pools.waits());
        waits.addAll(waits(cut));
        if (!refusals.isEmpty()) {
            return new Refused(refusals, waits);
        }
        if (!waits.isEmpty() || cut.report() == null) {
            return new Waiting(waits);
        }
        return planned(intent, cut.report(), observed, now);
    }

    private static List<Refusal> refusals(DDNNSpec spec, Observed observed, PoolChecks pools) {
        CutResponse cut = observed.cut();
        var refusals = new ArrayList<Refusal>();
        refusals.addAll(Refusal.all(Stage.Tiers, DDNNValidator.check(spec, tiers(observed))));
        refusals.addAll(Refusal.all(Stage.Access, pools.forbidden()));
        if (cut.report() != null) {
            refusals.addAll(Refusal.all(Stage.Spec, DDNNValidator.check(spec, cut.report())));
        }
        refusals.addAll(Refusal.all(
                Stage.Model,
                cut.problems().stream()
                        .map(problem -> new Violation(problem.field(), problem.message()))
                        .toList()));
        return refusals;
    }

    private static Map<String, Tier> tiers(Observed observed) {
        var tiers = new HashMap<String, Tier>();
        for (Observed.Pool pool : observed.pools()) {
            if (pool.spec().tier() != null) {
                tiers.put(pool.name(), pool.spec().tier());
            }
        }
        return tiers;
    }

    private static List<Wait> waits(CutResponse cut) {
        String message = Objects.requireNonNullElse(cut.message(), "no message");
        return switch (cut.state()) {
            case Fetching -> List.of(new Wait(Cause.ModelFetch, message));
            case Unavailable -> List.of(new Wait(unavailable(cut.cause()), message));
            case Cut, Refused -> List.of();
        };
    }

    private static Cause unavailable(CutResponse.@Nullable Cause cause) {
        if (cause == null) {
            return Cause.Hub;
        }
        return switch (cause) {
            case UploadMissing -> Cause.Upload;
            case CredentialsRefused -> Cause.Credentials;
            case SourceUnavailable -> Cause.Source;
            case OperatorRefused -> Cause.Identity;
        };
    }

    private static Planned planned(Intent intent, CutReport cut, Observed observed, Instant now) {
        Revision target = Revision.of(observed.ddnn().name(), cut);
        Course course = RolloutRoad.next(target, intent.rollout(), observed, now);
        List<SectionPlan> sections = new SectionPlanner(intent, cut, observed, course).sections();
        SectionPlan deciding = sections.stream()
                .filter(section -> section.name().equals(target.decidingSection()))
                .findFirst()
                .orElseThrow();
        String current = CurrentRevision.of(deciding, observed);
        var history = new RevisionHistory(target, course, observed, current).kept(intent);
        return new Planned(observed.ddnn(), intent, target, course, sections, current, history);
    }
}
