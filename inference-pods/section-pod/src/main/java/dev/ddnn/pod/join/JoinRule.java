package dev.ddnn.pod.join;

import java.time.Duration;
import java.util.Set;

/**
 * When a sample goes on.
 *
 * @param expected the branches that send parts
 * @param timeout how long the first part waits for the others
 * @param minBranches with how many the sample goes on when not all came
 * @param keep how long an outcome is kept for parts that come late, from the first part
 */
public record JoinRule(Set<String> expected, Duration timeout, int minBranches, Duration keep) {
    public JoinRule {
        expected = Set.copyOf(expected);
    }
}
