package dev.ddnn.model.cut;

import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.model.graph.Quoted;
import dev.ddnn.model.graph.TensorInfo;
import java.util.HashMap;
import java.util.List;

/** Cuts a model into sections and branches. */
public final class Cutter {
    private Cutter() {}

    /**
     * Cuts, or tells everything that stands in the way. Pure: the same model and spec give the same bytes.
     *
     * @param model an accepted model
     * @param spec sections from the data upwards
     */
    public static CutOutcome cut(OnnxModel model, CutSpec spec) {
        var problems = new Problems();
        var dataflow = new Dataflow(model.graph());
        var sections = new SpecResolver(model, dataflow, problems).resolve(spec);
        return sections.isEmpty() ? new CutRefused(problems.all()) : cut(model, dataflow, sections.get(), problems);
    }

    private static CutOutcome cut(
            OnnxModel model, Dataflow dataflow, List<ResolvedSection> sections, Problems problems) {
        var assignment = new Assignment(model.graph(), dataflow, sections);
        new SeparationCheck(model.graph(), assignment, sections, problems).check();
        var views = model.views().stream().map(TensorInfo::name).toList();
        var branches = new BranchFinder(dataflow, assignment, views).find(sections.size());
        checkNames(branches, views, problems);
        var deciding = ExitCheck.deciding(sections, branches, problems);
        ExitCheck.check(sections, branches, assignment, deciding, problems);
        new PresenceCheck(model.graph(), dataflow, sections, branches).check(deciding, views.size(), problems);
        new CrossingCheck(model, assignment, sections, branches).check(problems);
        return problems.any()
                ? new CutRefused(problems.all())
                : new CutAssembler(model, dataflow, assignment, sections, branches).assemble(deciding);
    }

    /** Views called {@code a}, {@code b} and {@code a-b} may give two branches one name. */
    private static void checkNames(List<List<BranchPlan>> branches, List<String> views, Problems problems) {
        for (var i = 0; i < branches.size(); i++) {
            var seen = new HashMap<String, List<String>>();
            for (var plan : branches.get(i)) {
                var own = plan.views.stream().map(views::get).toList();
                var name = BranchName.of(own, views);
                var before = seen.put(name, own);
                if (before != null) {
                    problems.add(
                            i,
                            "",
                            "two branches are called %s, of the views %s and of %s: rename views of the model"
                                    .formatted(Quoted.one(name), Quoted.some(before), Quoted.some(own)));
                }
            }
        }
    }
}
