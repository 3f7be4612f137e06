package dev.ddnn.operator.cluster;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNRevision;
import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.operator.cluster.Chronicle.Commit;
import dev.ddnn.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watcher.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at a chronicle from outside and says what was wrong at some moment. It knows the promises and none of the operator's code:
 *
 * <ul>
 *   <li>each child is created once, and neither a child nor a pod is taken away, old revisions apart;
 *   <li>a revision is written down before a section is told of it;
 *   <li>what the deciding section may choose, every section above it holds; every part that reaches it carries a revision that it
 *       holds ({@link HeldRule});
 *   <li>each step is taken once, when the pods are ready for it, and what failed is not tried again ({@link StepRule});
 *   <li>status says nothing that is not so yet ({@link TruthRule}).
 * </ul>
 */
final class Judge {
    private final List<String> problems = new ArrayList<>();
    private final Map<String, SectionConfig> byHash = new HashMap<>();
    private final Map<String, Integer> created = new HashMap<>();
    private final Set<String> written = new HashSet<>();
    private final Standing standing = new Standing();
    private final StepRule steps;
    private final TruthRule truth = new TruthRule(standing);

    private Judge(int highestRoute) {
        steps = new StepRule(standing, highestRoute);
    }

    /**
     * All that was wrong.
     *
     * @param highestRoute percentage of samples beyond which no target may answer
     * @return one sentence each; empty: all was well
     */
    static List<String> problems(Chronicle chronicle, int highestRoute) {
        var judge = new Judge(highestRoute);
        chronicle.commits().forEach(judge::note);
        return judge.problems.stream().distinct().toList();
    }

    private void note(Commit commit) {
        String when = " (at " + commit.version() + ", " + standing + ")";
        children(commit).forEach(problem -> problems.add(problem + when));
        if (commit.object() instanceof DDNN ddnn) {
            truth.check(ddnn).forEach(problem -> problems.add(problem + when));
        } else if (commit.object() instanceof ConfigMap map && commit.action() != Action.DELETED) {
            String text = map.getData().get(SectionConfig.FILE);
            SectionConfig config = ContractJson.read(text, SectionConfig.class);
            byHash.put(ContractJson.hash(text), config);
            Standing.held(config).stream()
                    .filter(revision -> !written.contains(revision))
                    .forEach(revision -> problems.add(
                            config.section() + " is told of " + revision + ", which is not written down" + when));
            steps.check(config).forEach(problem -> problems.add(problem + when));
            standing.told.put(config.section(), config);
        } else if (commit.object() instanceof Pod pod) {
            standing.note(pod, byHash);
        }
        HeldRule.problems(standing).forEach(problem -> problems.add(problem + " (at " + commit.version() + ")"));
    }

    private List<String> children(Commit commit) {
        if (commit.object() instanceof DDNNRevision revision) {
            // The oldest are forgotten.
            written.add(revision.getMetadata().getName());
            return List.of();
        }
        if (commit.action() == Action.DELETED || commit.object().getMetadata().getDeletionTimestamp() != null) {
            return List.of(commit.child() + " was taken away");
        }
        boolean again = commit.action() == Action.ADDED && created.merge(part(commit.object()), 1, Integer::sum) > 1;
        return again ? List.of(commit.child() + " was created a second time") : List.of();
    }

    /** What there is one of, whatever its name. */
    private static String part(HasMetadata object) {
        Map<String, String> labels =
                Optional.ofNullable(object.getMetadata().getLabels()).orElse(Map.of());
        String section = labels.get(Labels.SECTION);
        return object.getKind() + "/"
                + (section == null ? object.getMetadata().getName() : section + "/" + labels.get(Labels.BRANCH));
    }
}
