package dev.ddnn.model.cut;

import dev.ddnn.model.graph.GraphNode;
import dev.ddnn.model.graph.ModelGraph;
import dev.ddnn.model.graph.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What leaves a section is what its output lists: no more, no less, and never into the body of an If, Loop or Scan. */
final class SeparationCheck {
    private static final int DETAILED = 5;

    private final ModelGraph graph;
    private final Assignment assignment;
    private final List<ResolvedSection> sections;
    private final Problems problems;

    SeparationCheck(ModelGraph graph, Assignment assignment, List<ResolvedSection> sections, Problems problems) {
        this.graph = graph;
        this.assignment = assignment;
        this.sections = sections;
        this.problems = problems;
    }

    void check() {
        for (var i = 0; i < sections.size() - 1; i++) {
            checkUnlisted(i);
            checkUnneeded(i);
        }
        graph.nodes().stream()
                .filter(node -> assignment.sectionOf(node) != Assignment.NONE)
                .forEach(this::checkCaptures);
    }

    /** Looks only at the section that makes a tensor: further up it passes through by itself. */
    private void checkUnlisted(int index) {
        var section = sections.get(index);
        var missing = assignment.crossing(index).stream()
                .filter(tensor -> assignment.madeIn(tensor) == index)
                .filter(tensor -> !section.listed().containsKey(tensor))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        var details = missing.stream().limit(DETAILED).map(this::describe).toList();
        var more = missing.size() > DETAILED ? "; and " + (missing.size() - DETAILED) + " more" : "";
        problems.add(
                index,
                ".output",
                "the cut above %s does not separate the model, its output must list also %s: %s%s"
                        .formatted(Quoted.one(section.name()), Quoted.some(missing), String.join("; ", details), more));
    }

    private String describe(String tensor) {
        var producer = graph.producer(tensor);
        var made = producer == null ? "a view" : "made by " + producer.title();
        return "%s is %s and needed by %s".formatted(Quoted.one(tensor), made, users(tensor));
    }

    /** Users in sections above the one that makes the tensor. */
    private String users(String tensor) {
        var made = assignment.madeIn(tensor);
        var users = new ArrayList<String>();
        for (var node : graph.nodes()) {
            var section = assignment.sectionOf(node);
            if (section > made && node.needs().contains(tensor)) {
                users.add(
                        node.title() + " in " + Quoted.one(sections.get(section).name()));
            }
        }
        var shown = String.join(", ", users.subList(0, Math.min(3, users.size())));
        return users.size() > 3 ? shown + " and " + (users.size() - 3) + " more" : shown;
    }

    private void checkUnneeded(int index) {
        var unneeded = new TreeMap<String, List<String>>();
        sections.get(index).listed().forEach((tensor, listed) -> {
            if (!assignment.crosses(tensor, index)) {
                unneeded.computeIfAbsent(listed.path(), k -> new ArrayList<>()).add(tensor);
            }
        });
        unneeded.forEach((path, tensors) -> problems.add(
                index,
                path,
                "no section above %s needs %s"
                        .formatted(Quoted.one(sections.get(index).name()), Quoted.some(tensors))));
    }

    private void checkCaptures(GraphNode node) {
        var section = assignment.sectionOf(node);
        var outside = node.captured().stream()
                .filter(tensor -> assignment.madeIn(tensor) != Assignment.NONE && assignment.madeIn(tensor) < section)
                .toList();
        if (!outside.isEmpty()) {
            problems.add(
                    assignment.madeIn(outside.get(0)),
                    ".output",
                    "the cut goes through control flow: the body of %s in %s uses %s from a section below; cut above or below it"
                            .formatted(
                                    node.title(),
                                    Quoted.one(sections.get(section).name()),
                                    Quoted.some(outside)));
        }
    }
}
