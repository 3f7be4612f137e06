package dev.ddnn.model.cut;

import dev.ddnn.model.graph.OnnxModel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How a branch is named after the views that reach it, within the 40 characters of a DNS label that a host name leaves:
 * {@code view0}; {@code view0-view1}; where that is too long, {@code view0-to-view9} for a run of views in graph order, else
 * {@code view0-to-view9-1a2b3c4d} with a hash of the whole list; where even that is too long, {@code views-1a2b3c4d}.
 */
final class BranchName {
    private static final int LONGEST = 40;
    private static final int HASH = "sha256:".length();

    private BranchName() {}

    /**
     * @param views that reach the branch, in graph order
     * @param all views of the graph
     */
    static String of(List<String> views, List<String> all) {
        var joined = String.join("-", views);
        if (joined.length() <= LONGEST) {
            return joined;
        }
        var hash = OnnxModel.digest(joined.getBytes(StandardCharsets.UTF_8)).substring(HASH, HASH + 8);
        var ends = views.get(0) + "-to-" + views.get(views.size() - 1);
        var from = all.indexOf(views.get(0));
        var isRun = all.subList(from, all.size())
                .subList(0, Math.min(views.size(), all.size() - from))
                .equals(views);
        var name = isRun ? ends : ends + "-" + hash;
        return name.length() <= LONGEST ? name : "views-" + hash;
    }
}
