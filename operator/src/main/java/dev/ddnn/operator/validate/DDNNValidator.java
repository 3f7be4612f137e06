package dev.ddnn.operator.validate;

import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.contract.cut.CutReport;
import java.util.List;
import java.util.Map;

/**
 * All named checks, in order. The schema has refused most of this already; what stands here is what it cannot see, and what
 * must hold for planning even where the schema was bypassed.
 */
public final class DDNNValidator {
    static final List<Check<DDNNSpec>> SPEC = List.of(
            new Check<>("required fields are present", RequiredFields::check),
            new Check<>("durations can be read", SpecChecks::durations),
            new Check<>("every branch is wished for once", SpecChecks::branchesOnce),
            new Check<>("copies and ports of nodes are at the bottom", PlacementChecks::check),
            new Check<>("quantities can be read, requests within limits", QuantityChecks::check));

    static final List<Check<TieredSpec>> TIERS =
            List.of(new Check<>("tiers never go down again", TierChecks::neverDown));

    static final List<Check<CutSpec>> CUT = List.of(
            new Check<>("wishes name branches of the cut", CutChecks::wishedBranchesExist),
            new Check<>("minBranches is within the branches below", CutChecks::minBranches),
            new Check<>("replicas only where no branches meet", CutChecks::replicas),
            new Check<>("a copy on every node has a single branch", CutChecks::everyNode),
            new Check<>("names of children differ", CutChecks::namesDiffer));

    /** A spec with the tiers of those of its pools that exist. */
    public record TieredSpec(DDNNSpec spec, Map<String, Tier> tiers) {}

    /** A spec with the cut that was made of it. */
    public record CutSpec(DDNNSpec spec, CutReport cut) {}

    private DDNNValidator() {}

    /** What the spec alone shows. Everything later may rely on it. */
    public static List<Violation> check(DDNNSpec spec) {
        return Check.all(SPEC, spec);
    }

    /** What shows once pools are known; pools that are missing are none of its business. */
    public static List<Violation> check(DDNNSpec spec, Map<String, Tier> tiers) {
        return Check.all(TIERS, new TieredSpec(spec, tiers));
    }

    /** What shows once the model is cut. */
    public static List<Violation> check(DDNNSpec spec, CutReport cut) {
        return Check.all(CUT, new CutSpec(spec, cut));
    }
}
