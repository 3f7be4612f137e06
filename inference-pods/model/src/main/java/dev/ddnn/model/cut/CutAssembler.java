package dev.ddnn.model.cut;

import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.model.graph.TensorInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Puts the finished cut together once nothing is left to refuse. */
final class CutAssembler {
    private final OnnxModel model;
    private final Assignment assignment;
    private final List<ResolvedSection> sections;
    private final List<List<BranchPlan>> branches;
    private final Encodings encodings;
    private final BranchWriter writer;
    private final List<String> views;

    CutAssembler(
            OnnxModel model,
            Dataflow dataflow,
            Assignment assignment,
            List<ResolvedSection> sections,
            List<List<BranchPlan>> branches) {
        this.model = model;
        this.assignment = assignment;
        this.sections = sections;
        this.branches = branches;
        this.encodings = new Encodings(sections);
        this.writer = new BranchWriter(model, dataflow);
        this.views = model.views().stream().map(TensorInfo::name).toList();
    }

    Cut assemble(int deciding) {
        var cuts = new ArrayList<SectionCut>();
        for (var i = 0; i < sections.size(); i++) {
            cuts.add(section(i, deciding));
        }
        var ports = views.stream().map(view -> viewPort(view)).toList();
        return new Cut(model.digest(), model.irVersion(), model.opset(), ports, cuts);
    }

    private SectionCut section(int index, int deciding) {
        var role = index < deciding ? SectionRole.Below : index == deciding ? SectionRole.Deciding : SectionRole.Above;
        var cuts = branches.get(index).stream().map(plan -> branch(index, plan)).toList();
        var uplink = cuts.stream()
                .flatMap(branch -> branch.outputs().stream())
                .mapToLong(Port::bytes)
                .sum();
        return new SectionCut(
                sections.get(index).name(), role, cuts, sections.get(index).exit(), uplink);
    }

    private BranchCut branch(int index, BranchPlan plan) {
        var made = new HashSet<String>();
        var used = new HashSet<String>();
        for (var node : plan.nodes) {
            made.addAll(node.outputs());
            used.addAll(node.needs());
        }
        var leaving = assignment.crossing(index).stream()
                .filter(tensor -> made.contains(tensor) || plan.inputs.contains(tensor))
                .toList();
        var arriving = arriving(index).stream().filter(plan.inputs::contains).toList();
        var exit = sections.get(index).exit();
        var outputs = new ArrayList<>(leaving.stream().filter(made::contains).toList());
        if (exit != null && !outputs.contains(exit.logits())) {
            outputs.add(exit.logits());
        }
        var name = name(plan);
        var written = plan.nodes.isEmpty()
                ? null
                : writer.write(
                        sections.get(index).name(),
                        name,
                        plan.nodes,
                        arriving.stream().filter(used::contains).toList(),
                        outputs);
        return new BranchCut(
                name,
                plan.views.stream().map(views::get).toList(),
                written == null ? null : written.file(),
                arriving.stream().map(tensor -> inputPort(index, tensor)).toList(),
                leaving.stream().map(tensor -> outputPort(index, tensor)).toList(),
                written != null && written.usesPresent() ? OnnxModel.PRESENT : null);
    }

    private List<String> arriving(int index) {
        return index == 0 ? views : assignment.crossing(index - 1);
    }

    private String name(BranchPlan plan) {
        return BranchName.of(plan.views.stream().map(views::get).toList(), views);
    }

    private Port viewPort(String view) {
        var tensor = tensor(view);
        return new Port(view, tensor.type(), tensor.sampleShape(), null, List.of());
    }

    private Port inputPort(int index, String name) {
        if (index == 0) {
            return viewPort(name);
        }
        var tensor = tensor(name);
        var peer = holders(index - 1).get(name);
        return new Port(name, tensor.type(), tensor.sampleShape(), encodings.above(index - 1, name), List.of(peer));
    }

    private Port outputPort(int index, String name) {
        var tensor = tensor(name);
        var peers = branches.get(index + 1).stream()
                .filter(plan -> plan.inputs.contains(name))
                .map(this::name)
                .toList();
        return new Port(name, tensor.type(), tensor.sampleShape(), encodings.above(index, name), peers);
    }

    /** Which branch of a section makes or hands on each tensor. */
    private Map<String, String> holders(int index) {
        var holders = new HashMap<String, String>();
        for (var plan : branches.get(index)) {
            plan.inputs.forEach(tensor -> holders.put(tensor, name(plan)));
            plan.nodes.forEach(node -> node.outputs().forEach(tensor -> holders.put(tensor, name(plan))));
        }
        return holders;
    }

    private TensorInfo tensor(String name) {
        return model.tensor(name).orElseThrow(() -> new IllegalStateException("no declaration of tensor " + name));
    }
}
