package dev.ddnn.model.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** IR version, operator sets, and parts of ONNX that are left out on purpose. */
final class VersionCheck {
    private VersionCheck() {}

    static void check(ModelProto model, ModelLimits limits, List<String> problems) {
        var ir = model.getIrVersion();
        if (ir < ModelLimits.MIN_IR_VERSION || ir > limits.maxIrVersion()) {
            problems.add("ONNX IR version %d: the bundled runtime takes %d to %d"
                    .formatted(ir, ModelLimits.MIN_IR_VERSION, limits.maxIrVersion()));
        }
        checkImports(model, limits, problems);
        if (model.getFunctionsCount() > 0) {
            problems.add("the model defines functions of its own (%s): inline them before serving"
                    .formatted(Quoted.some(model.getFunctionsList().stream()
                            .map(function -> function.getName())
                            .toList())));
        }
    }

    private static void checkImports(ModelProto model, ModelLimits limits, List<String> problems) {
        var seen = new HashSet<String>();
        for (var set : model.getOpsetImportList()) {
            var domain = ModelLimits.domain(set.getDomain());
            var newest = limits.maxOpsets().get(domain);
            if (!seen.add(domain)) {
                problems.add("operator set %s is imported twice".formatted(Quoted.one(domain)));
            } else if (newest == null) {
                problems.add("operator set %s is unknown to the bundled runtime, allowed are %s"
                        .formatted(
                                Quoted.one(domain),
                                Quoted.some(new TreeSet<>(limits.maxOpsets().keySet()))));
            } else {
                var oldest = domain.equals(ModelLimits.DEFAULT_DOMAIN) ? ModelLimits.MIN_OPSET : 1;
                if (set.getVersion() < oldest || set.getVersion() > newest) {
                    problems.add("operator set `%s` version %d: the bundled runtime takes %d to %d"
                            .formatted(domain, set.getVersion(), oldest, newest));
                }
            }
        }
        if (!seen.contains(ModelLimits.DEFAULT_DOMAIN)) {
            problems.add("the model does not import the operator set `%s`".formatted(ModelLimits.DEFAULT_DOMAIN));
        }
        checkDomainsUsed(model, seen, problems);
    }

    private static void checkDomainsUsed(ModelProto model, HashSet<String> imported, List<String> problems) {
        var users = new TreeMap<String, String>();
        NodeWalk.forEach(model.getGraph(), node -> {
            var domain = ModelLimits.domain(node.getDomain());
            if (!imported.contains(domain)) {
                users.putIfAbsent(domain, GraphNode.title(node));
            }
        });
        users.forEach((domain, node) -> problems.add(
                "%s is of the operator set %s, which the model does not import".formatted(node, Quoted.one(domain))));
    }
}
