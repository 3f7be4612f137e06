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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Binds branches to nodes, stably: a branch belongs to a device's data, so it moves only when its node has left the pool, and
 * not when the node is merely away, unless the pool says so. At first the i-th branch is on the i-th ready node by name; where nodes
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
     */
    record Demand(
            List<String> branches,
            Map<String, String> wishes,
            Map<String, String> recorded,
            Map<String, Quantity> requests,
            @Nullable Integer hostPort) {}

    /** Places the branches of one section; what they take is gone from the room. */
    static List<BranchAssignment> assign(Pool pool, Demand demand, NodeRoom room) {
        var placement = new BranchPlacement(pool, demand, room);
        placement.each(placement::wished);
        placement.each(placement::recorded);
        placement.each(branch -> Optional.of(placement.free(branch)));
        return demand.branches().stream().map(placement.assigned::get).toList();
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
        String wish = demand.wishes().get(branch);
        return wish != null && pool.node(wish).isPresent() ? Optional.of(take(branch, wish)) : Optional.empty();
    }

    /** A wish that cannot be met yet takes nothing away from a branch that runs. */
    private Optional<BranchAssignment> recorded(String branch) {
        String node = demand.recorded().get(branch);
        boolean stays = node != null && pool.keeps(node) && room.isPortFree(node, demand.hostPort());
        String wish = demand.wishes().get(branch);
        if (wish == null) {
            return stays ? Optional.of(take(branch, String.valueOf(node))) : Optional.empty();
        }
        var waiting = BranchAssignment.waiting(
                branch,
                new Wait(
                        Cause.WishedNode,
                        "branch '" + branch + "' waits for node '" + wish + "' to join pool '" + pool.name() + "'"));
        return Optional.of(stays ? staying(waiting, String.valueOf(node)) : waiting);
    }

    private BranchAssignment free(String branch) {
        List<Node> ready = pool.nodes().stream()
                .filter(node -> node.ready() && !node.cordoned())
                .toList();
        Optional<Node> best = ready.stream()
                .filter(node -> room.isPortFree(node.name(), demand.hostPort()))
                .filter(node -> room.fits(node, demand.requests()))
                .min(Comparator.<Node>comparingInt(node -> load.getOrDefault(node.name(), 0))
                        .thenComparing(Node::name));
        if (best.isPresent()) {
            return take(branch, best.get().name());
        }
        var waiting = BranchAssignment.waiting(branch, ready.isEmpty() ? noNode(branch) : noRoom(branch, ready));
        String node = demand.recorded().get(branch);
        boolean stays = node != null && pool.node(node).isPresent() && room.isPortFree(node, demand.hostPort());
        return stays ? staying(waiting, String.valueOf(node)) : waiting;
    }

    private Wait noNode(String branch) {
        return new Wait(
                Cause.NoNodeReady, "branch '" + branch + "' waits for a ready node in pool '" + pool.name() + "'");
    }

    private Wait noRoom(String branch, List<Node> ready) {
        List<Node> open = ready.stream()
                .filter(node -> room.isPortFree(node.name(), demand.hostPort()))
                .toList();
        String who = "branch '" + branch + "' fits on no ready node of pool '" + pool.name() + "': ";
        if (open.isEmpty()) {
            return new Wait(
                    Cause.NoRoom,
                    who + "port " + demand.hostPort()
                            + " is taken on each of them. Add a node, or choose another `hostPort`");
        }
        Node best = open.stream()
                .max(Comparator.<Node>comparingDouble(node -> room.share(node, demand.requests()))
                        .thenComparing(Node::name, Comparator.reverseOrder()))
                .orElseThrow();
        return new Wait(
                Cause.NoRoom,
                who + "it requests " + amounts(demand.requests()) + ", and node '" + best.name()
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
