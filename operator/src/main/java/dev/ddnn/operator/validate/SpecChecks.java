package dev.ddnn.operator.validate;

import dev.ddnn.api.v1alpha1.BranchSpec;
import dev.ddnn.api.v1alpha1.DDNNSpec;
import dev.ddnn.api.v1alpha1.Durations;
import dev.ddnn.api.v1alpha1.InvalidDurationException;
import dev.ddnn.api.v1alpha1.SectionSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of single fields and lists of a spec. */
final class SpecChecks {
    private SpecChecks() {}

    static List<Violation> durations(DDNNSpec spec) {
        var found = new ArrayList<Violation>();
        duration(found, "spec.deadline", spec.deadline());
        List<SectionSpec> sections = sections(spec);
        for (int i = 0; i < sections.size(); i++) {
            var join = sections.get(i).join();
            if (join != null) {
                duration(found, "spec.sections[" + i + "].join.timeout", join.timeout());
            }
        }
        return found;
    }

    static List<Violation> branchesOnce(DDNNSpec spec) {
        var found = new ArrayList<Violation>();
        List<SectionSpec> sections = sections(spec);
        for (int i = 0; i < sections.size(); i++) {
            var seen = new HashSet<String>();
            List<BranchSpec> branches = sections.get(i).branches();
            for (BranchSpec branch : branches == null ? List.<BranchSpec>of() : branches) {
                String field = "spec.sections[" + i + "].branches";
                if (branch.name() == null) {
                    found.add(Violation.of(field, "name each branch", "", "Add `name`."));
                } else if (!seen.add(branch.name())) {
                    found.add(Violation.of(field, "name each branch once", branch.name(), "Remove the second one."));
                }
            }
        }
        return found;
    }

    static List<SectionSpec> sections(DDNNSpec spec) {
        List<SectionSpec> sections = spec.sections();
        return sections == null ? List.of() : sections;
    }

    private static void duration(List<Violation> found, String field, @Nullable String text) {
        if (text == null) {
            return;
        }
        try {
            if (Durations.parse(text).toMillis() < 1) {
                found.add(Violation.of(field, "be at least 1ms", text, "Write a longer time."));
            }
        } catch (InvalidDurationException e) {
            found.add(Violation.of(
                    field, "be a duration with the units h, m, s or ms", text, "Write it like 50ms, 2s or 1m30s."));
        }
    }
}
