package dev.ddnn.model.cut;

import dev.ddnn.model.graph.GraphNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the branches of each section, from the bottom up: the weakly connected parts of its own nodes. Only tensors that
 * depend on a view connect. The views that reach a branch are those that reach the branches below which feed it. A tensor that
 * only passes through goes with the branch that the same lower branch feeds, else it is a branch without computation. Branches
 * reached by the same views run together as one.
 */
final class BranchFinder {
    private final Dataflow dataflow;
    private final Assignment assignment;
    private final List<String> views;

    /** @param views of the graph, in its order */
    BranchFinder(Dataflow dataflow, Assignment assignment, List<String> views) {
        this.dataflow = dataflow;
        this.assignment = assignment;
        this.views = views;
    }

    /** Branches of every section, in the order of their views. */
    List<List<BranchPlan>> find(int sectionCount) {
        var sections = new ArrayList<List<BranchPlan>>();
        var arriving = bottomViews();
        for (var i = 0; i < sectionCount; i++) {
            var branches = branches(i, arriving);
            sections.add(branches);
            arriving = leaving(i, branches);
        }
        return sections;
    }

    /** Views that the bottom section uses or hands on, each with itself as the views that reach it. */
    private Map<String, SortedSet<Integer>> bottomViews() {
        var arriving = new LinkedHashMap<String, SortedSet<Integer>>();
        for (var i = 0; i < views.size(); i++) {
            if (assignment.lastNeed(views.get(i)) != Assignment.NONE) {
                arriving.put(views.get(i), new TreeSet<>(List.of(i)));
            }
        }
        return arriving;
    }

    private List<BranchPlan> branches(int section, Map<String, SortedSet<Integer>> arriving) {
        var plans = components(section, arriving);
        var passing = new ArrayList<BranchPlan>();
        var used = new HashMap<String, BranchPlan>();
        plans.forEach(plan -> plan.inputs.forEach(input -> used.put(input, plan)));
        arriving.forEach((tensor, reaching) -> {
            if (!used.containsKey(tensor)) {
                var plan = new BranchPlan();
                plan.inputs.add(tensor);
                plan.views.addAll(reaching);
                passing.add(plan);
            }
        });
        attach(passing, arriving, plans);
        return merged(plans);
    }

    /** A lower branch is known by the views that reach it: no two of one section have the same. */
    private static void attach(
            List<BranchPlan> passing, Map<String, SortedSet<Integer>> arriving, List<BranchPlan> plans) {
        var fedBy = new HashMap<SortedSet<Integer>, BranchPlan>();
        plans.forEach(plan -> plan.inputs.forEach(input -> {
            var sender = arriving.get(input);
            if (sender != null) {
                fedBy.putIfAbsent(sender, plan);
            }
        }));
        for (var plan : passing) {
            var fed = fedBy.putIfAbsent(new TreeSet<>(plan.views), plan);
            if (fed == null) {
                plans.add(plan);
            } else {
                fed.absorb(plan);
            }
        }
    }

    private List<BranchPlan> components(int section, Map<String, SortedSet<Integer>> arriving) {
        var nodes = assignment.nodes(section);
        var groups = new Groups(nodes.size());
        var firstUser = new HashMap<String, Integer>();
        for (var i = 0; i < nodes.size(); i++) {
            for (var tensor : connecting(nodes.get(i))) {
                var other = firstUser.putIfAbsent(tensor, i);
                if (other != null) {
                    groups.join(other, i);
                }
            }
        }
        var plans = new LinkedHashMap<Integer, BranchPlan>();
        for (var i = 0; i < nodes.size(); i++) {
            plans.computeIfAbsent(groups.of(i), k -> new BranchPlan()).nodes.add(nodes.get(i));
        }
        arriving.forEach((tensor, reaching) -> {
            var user = firstUser.get(tensor);
            var plan = user == null ? null : plans.get(groups.of(user));
            if (plan != null) {
                plan.inputs.add(tensor);
                plan.views.addAll(reaching);
            }
        });
        var ordered = new ArrayList<>(plans.values());
        ordered.sort(BranchPlan.ORDER);
        return ordered;
    }

    private List<String> connecting(GraphNode node) {
        var tensors = new ArrayList<>(node.needs());
        tensors.addAll(node.outputs());
        return tensors.stream().filter(dataflow::isSample).toList();
    }

    private static List<BranchPlan> merged(List<BranchPlan> plans) {
        var byViews = new LinkedHashMap<SortedSet<Integer>, BranchPlan>();
        for (var plan : plans) {
            byViews.computeIfAbsent(new TreeSet<>(plan.views), k -> new BranchPlan())
                    .absorb(plan);
        }
        var merged = new ArrayList<>(byViews.values());
        merged.sort(BranchPlan.ORDER);
        return merged;
    }

    /** What leaves a section, each tensor with the views of the branch that sends it. */
    private Map<String, SortedSet<Integer>> leaving(int section, List<BranchPlan> branches) {
        var sender = new HashMap<String, BranchPlan>();
        for (var branch : branches) {
            branch.inputs.forEach(input -> sender.put(input, branch));
            branch.nodes.forEach(node -> node.outputs().forEach(output -> sender.put(output, branch)));
        }
        var leaving = new LinkedHashMap<String, SortedSet<Integer>>();
        for (var tensor : assignment.crossing(section)) {
            var branch = sender.get(tensor);
            if (branch == null) {
                throw new IllegalStateException("tensor " + tensor + " leaves a section that does not have it");
            }
            leaving.put(tensor, branch.views);
        }
        return leaving;
    }

    /** Union-find. */
    private static final class Groups {
        private final int[] parent;

        Groups(int size) {
            parent = new int[size];
            for (var i = 0; i < size; i++) {
                parent[i] = i;
            }
        }

        int of(int member) {
            var root = member;
            while (parent[root] != root) {
                parent[root] = parent[parent[root]];
                root = parent[root];
            }
            return root;
        }

        void join(int a, int b) {
            parent[of(a)] = of(b);
        }
    }
}
