package dev.ddnn.operator.plan;

import dev.ddnn.operator.plan.Observed.Node;
import dev.ddnn.operator.plan.Observed.Pool;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Binds branches to nodes, stably: a branch belongs to a device's data, so it moves only when its node has left the pool, and
 * not when the node is merely away. At first the i-th branch is on the i-th ready node by name; where nodes are fewer than
 * branches, they share.
 */
final class BranchPlacement {
    private final Pool pool;
    private final Map<String, Integer> load = new HashMap<>();

    private BranchPlacement(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param branches in their order
     * @param wishes node by branch
     * @param recorded node by branch, as last assigned
     */
    static List<BranchAssignment> assign(
            Pool pool, List<String> branches, Map<String, String> wishes, Map<String, String> recorded) {
        var placement = new BranchPlacement(pool);
        var assigned = new HashMap<String, BranchAssignment>();
        for (String branch : branches) {
            placement.fixed(branch, wishes, recorded).ifPresent(assignment -> assigned.put(branch, assignment));
        }
        for (String branch : branches) {
            if (!assigned.containsKey(branch)) {
                assigned.put(branch, placement.free(branch));
            }
        }
        return branches.stream().map(assigned::get).toList();
    }

    private Optional<BranchAssignment> fixed(String branch, Map<String, String> wishes, Map<String, String> recorded) {
        String wish = wishes.get(branch);
        if (wish != null && !isInPool(wish)) {
            return Optional.of(wishing(branch, wish, recorded.get(branch)));
        }
        String node = wish != null ? wish : recorded.get(branch);
        boolean stays = wish != null || pool.keeps(node);
        return node != null && stays ? Optional.of(take(branch, node)) : Optional.empty();
    }

    /** A wish that cannot be met yet takes nothing away from a branch that runs. */
    private BranchAssignment wishing(String branch, String wish, @Nullable String recorded) {
        String waitingFor = "branch '" + branch + "' waits for node '" + wish + "' to join pool '" + pool.name() + "'";
        if (recorded == null || !pool.keeps(recorded)) {
            return BranchAssignment.waiting(branch, waitingFor);
        }
        take(branch, recorded);
        return BranchAssignment.staying(branch, recorded, waitingFor);
    }

    private BranchAssignment free(String branch) {
        return pool.nodes().stream()
                .filter(node -> node.ready() && !node.cordoned())
                .min(Comparator.<Node>comparingInt(node -> load.getOrDefault(node.name(), 0))
                        .thenComparing(Node::name))
                .map(node -> take(branch, node.name()))
                .orElseGet(() -> BranchAssignment.waiting(
                        branch, "branch '" + branch + "' waits for a ready node in pool '" + pool.name() + "'"));
    }

    private BranchAssignment take(String branch, String node) {
        load.merge(node, 1, Integer::sum);
        return BranchAssignment.on(branch, node);
    }

    private boolean isInPool(String node) {
        return pool.node(node).isPresent();
    }
}
