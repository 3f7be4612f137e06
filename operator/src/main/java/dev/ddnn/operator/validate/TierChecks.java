package dev.ddnn.operator.validate;

import dev.ddnn.api.v1alpha1.PoolRef;
import dev.ddnn.api.v1alpha1.SectionSpec;
import dev.ddnn.api.v1alpha1.Tier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Data flows from the devices upwards, and only upwards. */
final class TierChecks {
    private TierChecks() {}

    static List<Violation> neverDown(DDNNValidator.TieredSpec subject) {
        var found = new ArrayList<Violation>();
        List<SectionSpec> sections = SpecChecks.sections(subject.spec());
        @Nullable Tier highest = null;
        for (int i = 0; i < sections.size(); i++) {
            PoolRef pool = sections.get(i).poolRef();
            Tier tier = pool == null ? null : subject.tiers().get(pool.name());
            if (tier == null || pool == null) {
                continue;
            }
            if (highest != null && tier.compareTo(highest) < 0) {
                found.add(Violation.of(
                        "spec.sections[" + i + "].poolRef.name",
                        "name a pool of tier " + highest + " or above, as the section below runs there",
                        pool.name() + "' of tier '" + tier,
                        "Choose another pool, or put the sections in the order of the data."));
            } else {
                highest = tier;
            }
        }
        return found;
    }
}
