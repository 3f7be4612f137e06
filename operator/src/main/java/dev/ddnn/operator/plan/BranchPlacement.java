package dev.ddnn.operator.plan;

import dev.ddnn.operator.plan.BranchAssignment.Cause;
import dev.ddnn.operator.plan.BranchAssignment.Wait;
import dev.ddnn.operator.plan.Observed.Node;
import dev.ddnn.operator.plan.Observed.Pool;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Binds branches to nodes, stably: a branch belongs to a device's data, so it moves only when its node has left the pool, or has a
 * taint that keeps its pod away, and not when the node is merely away, unless the pool says so. At first the i-th branch is on the i-th ready node by name; where nodes
 * are fewer than branches, they share those where they fit. Wishes come first, then what is recorded, then the rest.
 */
final class BranchPlacement {
    private final Pool pool;
    private final Demand demand;
    private final NodeRoom room;
    private final Map<String, Integer> load = new HashMap<>();
    private final Map<String, BranchAssignment> assigned = new HashMap<>();

    private BranchPlacement(Pool pool, Demand demand, NodeRoom room) {
        this.pool = pool;
        this.demand = demand;
        this.room = room;
    }

    /**
     * What is to be placed.
     *
     * @param branches in their order
     * @param wishes node by branch
     * @param recorded node by branch, as last assigned
     * @param requests of the pod of each branch
     * @param hostPort of the node, which only one of them can have; absent: none
     * @param present nodes that a pod of the branch is on, by branch
     */
    record Demand(
            List<String> branches,
            Map<String, String> wishes,
            Map<String, String> recorded,
            Map<String, Quantity> requests,
            @Nullable Integer hostPort,
            Map<String, Set<String>> present) {
        private boolean isPresent(String branch, String node) {
            return present.getOrDefault(branch, Set.of()).contains(node);
        }
    }

    /** Places the branches of one section; what they take is gone from the room. */
    static List<BranchAssignment> assign(Pool pool, Demand demand, NodeRoom room) {
        var placement = new BranchPlacement(pool, demand, room);
        placement.each(placement::wished);
        placement.each(placement::recorded);
        placement.each(branch -> Optional.of(placement.free(branch)));
        return demand.branches().stream().map(placement.assigned::get).toList();
    }

    /** Where the only branch of a section is the scheduler's word; it waits if no node can take it. */
    static BranchAssignment anywhere(Pool pool, String branch) {
        List<Node> ready = takers(pool);
        boolean none = !ready.isEmpty() && ready.stream().noneMatch(node -> PoolTolerations.admits(pool, node));
        return none ? BranchAssignment.waiting(branch, tainted(pool, ready.get(0))) : BranchAssignment.on(branch, null);
    }

    private static List<Node> takers(Pool pool) {
        return pool.nodes().stream()
                .filter(node -> node.ready() && !node.cordoned())
                .toList();
    }

    private void each(Step step) {
        for (String branch : demand.branches()) {
            if (!assigned.containsKey(branch)) {
                step.place(branch).ifPresent(assignment -> assigned.put(branch, assignment));
            }
        }
    }

    private interface Step {
        Optional<BranchAssignment> place(String branch);
    }

    private Optional<BranchAssignment> wished(String branch) {
        return pool.node(demand.wishes().get(branch)).map(node -> {
            take(branch, node.name());
            return canBeOn(branch, node)
                    ? BranchAssignment.on(branch, node.name())
                    : BranchAssignment.waiting(branch, tainted(pool, node)).stayingOn(node.name());
        });
    }

    /** A taint keeps new pods away; the pod that is there stays, unless Kubernetes takes it away. */
    private boolean canBeOn(String branch, Node node) {
        return PoolTolerations.admits(pool, node) || demand.isPresent(branch, node.name());
    }

    /** A wish that cannot be met yet takes nothing away from a branch that runs. */
    private Optional<BranchAssignment> recorded(String branch) {
        String node = demand.recorded().get(branch);
        boolean stays = pool.node(node)
                .filter(member -> pool.keeps(member.name()))
                .filter(member -> room.isPortFree(member.name(), demand.hostPort()))
                .filter(member -> demand.wishes().containsKey(branch) || canBeOn(branch, member))
                .isPresent();
        String wish = demand.wishes().get(branch);
        if (wish == null) {
            return stays ? Optional.of(take(branch, String.valueOf(node))) : Optional.empty();
        }
        var waiting = BranchAssignment.waiting(
                branch, new Wait(Cause.WishedNode, "for node '" + wish + "' to join pool '" + pool.name() + "'"));
        return Optional.of(stays ? staying(waiting, String.valueOf(node)) : waiting);
    }

    private BranchAssignment free(String branch) {
        List<Node> ready = takers(pool);
        List<Node> open = ready.stream()
                .filter(node -> PoolTolerations.admits(pool, node))
                .toList();
        Optional<Node> best = open.stream()
                .filter(node -> room.isPortFree(node.name(), demand.hostPort()))
                .filter(node -> room.fits(node, demand.requests()))
                .min(Comparator.<Node>comparingInt(node -> load.getOrDefault(node.name(), 0))
                        .thenComparing(Node::name));
        if (best.isPresent()) {
            return take(branch, best.get().name());
        }
        var waiting = BranchAssignment.waiting(branch, obstacle(branch, ready, open));
        String node = demand.recorded().get(branch);
        boolean stays = node != null && pool.node(node).isPresent() && room.isPortFree(node, demand.hostPort());
        return stays ? staying(waiting, String.valueOf(node)) : waiting;
    }

    /**
     * Why it cannot be placed.
     *
     * @param ready nodes that take new pods
     * @param open those of them whose taints its pods tolerate
     */
    private Wait obstacle(String branch, List<Node> ready, List<Node> open) {
        if (ready.isEmpty()) {
            return new Wait(Cause.NoNodeReady, "for a ready node in pool '" + pool.name() + "'");
        }
        return open.isEmpty() ? tainted(pool, heldFrom(branch).orElse(ready.get(0))) : noRoom(open);
    }

    /** The node that it was given, if that does not take it any more. */
    private Optional<Node> heldFrom(String branch) {
        return pool.node(demand.recorded().get(branch)).filter(node -> !PoolTolerations.admits(pool, node));
    }

    private static Wait tainted(Pool pool, Node node) {
        return new Wait(Cause.Tainted, "for a node that takes such a pod", PoolTolerations.refusal(pool, node));
    }

    private Wait noRoom(List<Node> ready) {
        List<Node> open = ready.stream()
                .filter(node -> room.isPortFree(node.name(), demand.hostPort()))
                .toList();
        String nowhere = "on no ready node of pool '" + pool.name() + "': ";
        if (open.isEmpty()) {
            return new Wait(
                    Cause.NoRoom,
                    nowhere + "port " + demand.hostPort()
                            + " is taken on each of them. Add a node, or choose another `hostPort`");
        }
        Node best = open.stream()
                .max(Comparator.<Node>comparingDouble(node -> room.share(node, demand.requests()))
                        .thenComparing(Node::name, Comparator.reverseOrder()))
                .orElseThrow();
        return new Wait(
                Cause.NoRoom,
                nowhere + "a pod requests " + amounts(demand.requests()) + ", and node '" + best.name()
                        + "', which comes closest, has " + left(best)
                        + " left. Add a node, or lower `resources.requests`");
    }

    private static String amounts(Map<String, Quantity> amounts) {
        return amounts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private String left(Node node) {
        return demand.requests().entrySet().stream()
                .map(entry -> entry.getKey() + " " + Amounts.like(entry.getValue(), room.left(node, entry.getKey())))
                .collect(Collectors.joining(", "));
    }

    private BranchAssignment staying(BranchAssignment waiting, String node) {
        take(waiting.branch(), node);
        return waiting.stayingOn(node);
    }

    private BranchAssignment take(String branch, String node) {
        load.merge(node, 1, Integer::sum);
        room.take(node, demand.requests(), demand.hostPort());
        return BranchAssignment.on(branch, node);
    }
}
