package dev.ddnn.operator.observe;

import dev.ddnn.api.v1alpha1.DDNNNodePool;
import dev.ddnn.api.v1alpha1.NamespacesFrom;
import dev.ddnn.api.v1alpha1.NamespacesSpec;
import dev.ddnn.operator.plan.Observed.Obstacle;
import dev.ddnn.operator.plan.Observed.Pool;
import io.fabric8.kubernetes.api.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads pools as planning sees them. */
public final class PoolReader {
    private PoolReader() {}

    /** The pool and its nodes, for whoever asks. */
    public static Pool read(DDNNNodePool pool, List<Node> nodes, NodeGroups groups) {
        return new Pool(
                pool.getMetadata().getName(),
                pool.getSpec(),
                NodeReader.selected(pool.getSpec(), nodes),
                obstacle(pool, groups).stream().toList());
    }

    /**
     * The pool and its nodes, for DDNNs of one namespace.
     *
     * @param namespace labels of it
     */
    static Pool read(DDNNNodePool pool, List<Node> nodes, NodeGroups groups, Map<String, String> namespace) {
        Pool read = read(pool, nodes, groups);
        if (admits(pool.getSpec().namespaces(), namespace)) {
            return read;
        }
        var obstacles = new ArrayList<>(read.obstacles());
        obstacles.add(Obstacle.NamespaceForbidden);
        return new Pool(read.name(), read.spec(), read.nodes(), obstacles);
    }

    private static Optional<Obstacle> obstacle(DDNNNodePool pool, NodeGroups groups) {
        var nodes = pool.getSpec().nodes();
        String group = nodes == null ? null : nodes.kubeEdgeNodeGroup();
        if (group == null) {
            return Optional.empty();
        }
        if (!groups.isServed()) {
            return Optional.of(Obstacle.KubeEdgeMissing);
        }
        return groups.group(group).isPresent() ? Optional.empty() : Optional.of(Obstacle.NodeGroupMissing);
    }

    /** A selector without labels admits nobody: it was meant to keep somebody out. */
    private static boolean admits(@Nullable NamespacesSpec namespaces, Map<String, String> labels) {
        if (namespaces == null || namespaces.from() == null || namespaces.from() == NamespacesFrom.All) {
            return true;
        }
        var selector = namespaces.selector();
        var wanted = selector == null ? null : selector.matchLabels();
        return wanted != null && !wanted.isEmpty() && labels.entrySet().containsAll(wanted.entrySet());
    }
}
