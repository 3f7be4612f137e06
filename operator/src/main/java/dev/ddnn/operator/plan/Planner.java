package dev.ddnn.operator.plan;

import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.contract.cut.CutReport;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.operator.plan.DDNNPlan.Cause;
import dev.ddnn.operator.plan.DDNNPlan.Planned;
import dev.ddnn.operator.plan.DDNNPlan.Refused;
import dev.ddnn.operator.plan.DDNNPlan.Stage;
import dev.ddnn.operator.plan.DDNNPlan.Wait;
import dev.ddnn.operator.plan.DDNNPlan.Waiting;
import dev.ddnn.operator.validate.DDNNValidator;
import dev.ddnn.operator.validate.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
     */
    public static DDNNPlan plan(DDNNSpec spec, Observed observed) {
        CutResponse cut = observed.cut();
        List<Violation> tiers = DDNNValidator.check(spec, tiers(observed));
        List<Violation> refusals = new ArrayList<>(tiers);
        cut.problems().forEach(problem -> refusals.add(new Violation(problem.field(), problem.message())));
        if (!refusals.isEmpty()) {
            return new Refused(tiers.isEmpty() ? Stage.Model : Stage.Spec, refusals);
        }
        Intent intent = Intent.of(spec);
        List<Wait> waits = waits(intent, observed);
        if (cut.report() != null) {
            List<Violation> violations = DDNNValidator.check(spec, cut.report());
            if (!violations.isEmpty()) {
                return new Refused(Stage.Spec, violations);
            }
        }
        if (!waits.isEmpty() || cut.report() == null) {
            return new Waiting(waits);
        }
        return planned(intent, cut.report(), observed);
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

    private static List<Wait> waits(Intent intent, Observed observed) {
        var waits = new ArrayList<Wait>();
        for (int i = 0; i < intent.sections().size(); i++) {
            String pool = intent.sections().get(i).pool();
            if (observed.pool(pool).isEmpty()) {
                waits.add(new Wait(
                        Cause.Pool,
                        "`spec.sections[" + i + "].poolRef.name` must name a DDNNNodePool; found '" + pool
                                + "', which does not exist yet. Create the pool, or correct the name."));
            }
        }
        String message = Objects.requireNonNullElse(observed.cut().message(), "no message");
        switch (observed.cut().state()) {
            case Fetching -> waits.add(new Wait(Cause.ModelFetch, message));
            case Unavailable -> waits.add(new Wait(Cause.Hub, message));
            case Cut, Refused -> {}
        }
        return waits;
    }

    private static Planned planned(Intent intent, CutReport cut, Observed observed) {
        Revision target = Revision.of(observed.ddnn().name(), cut);
        Map<String, RevisionRoad.Holding> holdings = RevisionRoad.next(target, observed);
        List<SectionPlan> sections = new SectionPlanner(intent, cut, observed, holdings).sections();
        boolean moving = holdings.values().stream()
                .anyMatch(holding ->
                        holding.revisions().size() > 1 || !holding.answering().equals(target.name()));
        String answering =
                Objects.requireNonNull(holdings.get(target.decidingSection())).answering();
        return new Planned(observed.ddnn(), intent, target, answering, sections, moving);
    }
}
