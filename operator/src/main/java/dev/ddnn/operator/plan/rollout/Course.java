package dev.ddnn.operator.plan.rollout;

import dev.ddnn.operator.plan.Revision;
import dev.ddnn.operator.plan.rollout.Progress.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What comes next on the road to a revision.
 *
 * @param holdings what each section is told, by section
 * @param state to remember; absent: nothing
 */
public record Course(
        Map<String, Holding> holdings, @Nullable RolloutState state, Progress progress) {
    public Course {
        holdings = Map.copyOf(holdings);
    }

    /** What that section is told. */
    public Holding holding(String section) {
        return Objects.requireNonNull(holdings.get(section), "every section of the target has one");
    }

    /** Every section holds the revision alone. */
    static Course only(Revision revision) {
        var holdings = new LinkedHashMap<String, Holding>();
        revision.sections()
                .forEach(section ->
                        holdings.put(section.name(), new Holding(revision.name(), List.of(section.held()), null)));
        return new Course(holdings, null, Progress.of(Phase.Done, ""));
    }
}
