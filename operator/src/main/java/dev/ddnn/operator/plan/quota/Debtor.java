package dev.ddnn.operator.plan.quota;

import dev.ddnn.api.v1alpha1.QuotaAsk;
import org.jspecify.annotations.Nullable;

/**
 * A DDNN that exists.
 *
 * @param leaving it is being deleted
 * @param ask what it asks for; absent: nothing yet
 * @param turn whether each quota that comes before this one has answered that ask: they are asked one after the other, or two DDNNs could
 *     each hold what the other one waits for
 * @param claims what its Deployments and DaemonSets are told to make
 * @param pods its pods, as long as they are there
 * @param leftovers pods of its name that nobody has any more, as long as they are there
 * @param later what quotas that come after this one have reserved for it
 */
public record Debtor(
        String uid,
        String name,
        boolean leaving,
        @Nullable QuotaAsk ask,
        boolean turn,
        Capacity claims,
        Capacity pods,
        Capacity leftovers,
        Capacity later) {
    /** The number of its ask; 0: none. */
    int number() {
        return ask == null || ask.ask() == null ? 0 : ask.ask();
    }

    Capacity needed() {
        return ask == null ? Capacity.NONE : Capacity.read(ask.needed());
    }

    /** What of it is for old pods that go when new ones are there. */
    Capacity replaced() {
        return ask == null ? Capacity.NONE : Capacity.read(ask.replaced());
    }

    String since() {
        return ask == null || ask.since() == null ? "" : ask.since();
    }

    long generation() {
        return ask == null || ask.ddnnGeneration() == null ? 0 : ask.ddnnGeneration();
    }
}
