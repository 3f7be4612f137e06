package dev.ddnn.operator.cluster;

import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the sections of a scene are told and what their pods do, at one moment. */
final class Standing {
    static final String BELOW = "camera";
    static final String DECIDING = "gateway";
    static final String ABOVE = "cloud";

    /** By section. */
    final Map<String, SectionConfig> told = new TreeMap<>();

    /** What each ready pod follows, by its name. */
    private final Map<String, SectionConfig> followed = new TreeMap<>();

    /** Every revision that a pod of the deciding section was told to answer with, and follows or followed. */
    final Set<String> answered = new HashSet<>();

    void note(Pod pod, Map<String, SectionConfig> byHash) {
        boolean ready = pod.getStatus().getConditions().stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
        Optional<String> follows = PromptPods.annotation(pod, PromptPods.FOLLOWS);
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            followed.remove(name(pod));
        } else if (ready && follows.isPresent()) {
            SectionConfig config = byHash.get(follows.get());
            followed.put(name(pod), config);
            if (config.section().equals(DECIDING)) {
                answered.add(config.answering());
            }
        }
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getLabels().get(Labels.SECTION) + "/"
                + pod.getMetadata().getName();
    }

    /** The configurations that ready pods of the section follow. */
    Stream<SectionConfig> followedIn(String section) {
        return followed.values().stream().filter(config -> config.section().equals(section));
    }

    static List<String> held(SectionConfig config) {
        return config.revisions().stream().map(HeldRevision::name).toList();
    }

    /** The revisions of which a pod that follows it sends parts. */
    static Set<String> sent(SectionConfig config) {
        var sent = new HashSet<String>();
        sent.add(config.answering());
        if (config.rollout() != null && config.rollout().shadowPercent() > 0) {
            sent.add(config.rollout().target());
        }
        return sent;
    }

    @Override
    public String toString() {
        return told.entrySet().stream()
                .map(entry -> entry.getKey() + " " + text(entry.getValue()) + ", its pods "
                        + followedIn(entry.getKey()).map(Standing::text).toList())
                .collect(Collectors.joining("; "));
    }

    static String text(SectionConfig config) {
        var rollout = config.rollout();
        return held(config) + " answers " + config.answering()
                + (rollout == null
                        ? ""
                        : " " + rollout.id() + " " + rollout.shadowPercent() + "/" + rollout.routePercent());
    }
}
