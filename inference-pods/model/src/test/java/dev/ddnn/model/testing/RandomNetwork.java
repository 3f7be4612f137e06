package dev.ddnn.model.testing;

import dev.ddnn.model.graph.ModelRefusedException;
import dev.ddnn.model.graph.OnnxModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** A random graph of 4-wide tensors with several views, shared weights, constants, presence, and a way to cut it. */
public final class RandomNetwork {
    private static final int WIDTH = 4;

    private final Random random;
    private final GraphBuilder graph = new GraphBuilder();
    private final List<String> tensors = new ArrayList<>();
    private final Map<String, List<String>> needs = new HashMap<>();
    private final int views;

    public RandomNetwork(long seed) {
        random = new Random(seed);
        views = 1 + random.nextInt(4);
        for (var i = 0; i < views; i++) {
            graph.view("view" + i, WIDTH);
            tensors.add("view" + i);
            needs.put("view" + i, List.of());
        }
        graph.input("present", GraphBuilder.FLOAT, -1, views);
        constants();
        for (var i = 0; i < views; i++) {
            add("MatMul", "own" + i, "view" + i, "w");
            Networks.sign(graph, "own" + i, "sign" + i, WIDTH);
            needs.put("sign" + i + "/positive", List.of("own" + i));
            needs.put("sign" + i, List.of("sign" + i + "/positive"));
            tensors.add("sign" + i);
        }
        var count = 4 + random.nextInt(20);
        for (var i = 0; i < count; i++) {
            addNode("t" + i);
        }
        joinEnds();
    }

    public OnnxModel parse() throws ModelRefusedException {
        return graph.parse();
    }

    private void constants() {
        var values = new float[WIDTH * WIDTH];
        for (var i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        graph.floats("w", List.of((long) WIDTH, (long) WIDTH), values)
                .floats("one", List.of(), 1)
                .floats("minus", List.of(), -1)
                .floats("zero", List.of(), 0)
                .longs("axis", 1)
                .node("Tanh", "wt", "w")
                .node("ReduceSum", "count", GraphBuilder.integer("keepdims", 1), "present", "axis")
                .node("Sqrt", "root", "count");
    }

    private void addNode(String name) {
        var a = pick();
        var b = pick();
        switch (random.nextInt(8)) {
            case 0 -> add("Add", name, a, b);
            case 1 -> add("Sub", name, a, b);
            case 2 -> add("MatMul", name, a, "w");
            case 3 -> add("MatMul", name, a, "wt");
            case 4 -> add("Div", name, a, random.nextBoolean() ? "root" : "one");
            case 5 -> {
                Networks.sign(graph, a, name, WIDTH);
                needs.put(name + "/positive", List.of(a));
                needs.put(name, List.of(name + "/positive"));
                tensors.add(name);
            }
            default -> add("Tanh", name, a);
        }
    }

    private void add(String op, String name, String... inputs) {
        graph.node(op, name, inputs).shape(name, WIDTH);
        needs.put(name, List.of(inputs).stream().filter(needs::containsKey).toList());
        tensors.add(name);
    }

    /** Recent tensors more often than old ones: deep rather than flat. */
    private String pick() {
        var back = (int) Math.abs(random.nextGaussian() * 4);
        return tensors.get(Math.max(0, tensors.size() - 1 - back - (random.nextInt(4) == 0 ? 5 : 0)));
    }

    private void joinEnds() {
        var used = new HashSet<String>();
        needs.values().forEach(used::addAll);
        var ends = tensors.stream().filter(tensor -> !used.contains(tensor)).toList();
        var sum = ends.get(0);
        for (var i = 1; i < ends.size(); i++) {
            add("Add", "end" + i, sum, ends.get(i));
            sum = "end" + i;
        }
        add("MatMul", "logits", sum, "w");
    }

    /** A random label per tensor that never goes down along the data, the logits on top. */
    public Map<String, Integer> labels(int sections) {
        var labels = new TreeMap<String, Integer>();
        for (var tensor : order()) {
            var lowest = needs.get(tensor).stream().mapToInt(labels::get).max().orElse(0);
            var isEarly = needs.get(tensor).isEmpty()
                    || tensor.startsWith("own")
                    || needs.get(tensor).contains(tensor + "/positive");
            var raise = isEarly || random.nextInt(4) > 0 ? 0 : random.nextInt(sections);
            labels.put(tensor, Math.min(sections - 1, lowest + raise));
        }
        labels.put("logits", sections - 1);
        return labels;
    }

    /** For each section but the top the tensors that leave it and are made there, by labels. */
    public List<List<String>> crossing(Map<String, Integer> labels, int sections) {
        var lists = new ArrayList<List<String>>();
        for (var i = 0; i < sections - 1; i++) {
            var section = i;
            lists.add(order().stream()
                    .filter(tensor -> labels.get(tensor) == section && usedAbove(tensor, section, labels))
                    .toList());
        }
        return lists;
    }

    /** Any tensor but the boolean ones. */
    public String anyTensor() {
        return tensors.get(random.nextInt(tensors.size()));
    }

    public Random random() {
        return random;
    }

    /** Tensors made by Where(…, 1, -1). */
    public Set<String> signs() {
        var signs = new HashSet<String>();
        needs.forEach((tensor, from) -> {
            if (from.contains(tensor + "/positive")) {
                signs.add(tensor);
            }
        });
        return signs;
    }

    private boolean usedAbove(String tensor, int section, Map<String, Integer> labels) {
        return needs.entrySet().stream()
                .anyMatch(user -> user.getValue().contains(tensor) && labels.get(user.getKey()) > section);
    }

    private List<String> order() {
        var order = new ArrayList<String>();
        for (var tensor : tensors) {
            if (needs.containsKey(tensor + "/positive")) {
                order.add(tensor + "/positive");
            }
            order.add(tensor);
        }
        return order;
    }
}
