package dev.ddnn.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.testing.Deployments;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadinessNewsTest {
    private final Map<String, HasMetadata> seen = new LinkedHashMap<>();
    private boolean answers;
    private final ReadinessNews news = new ReadinessNews(child -> seen.values().stream(), child -> answers);

    @Test
    void theWorkloadThatFollowsItsPodIsTheNews() {
        begun("cloud");
        assertThat(podGetsReady("cloud")).isFalse();
        assertThat(settles("cloud")).isTrue();
    }

    @Test
    void aPodThatIsBehindItsWorkloadIsNewsToo() {
        begun("cloud");
        assertThat(settles("cloud")).isTrue();
        assertThat(podGetsReady("cloud")).isTrue();
    }

    @Test
    void aPodIsNotBehindAnotherSectionsWorkload() {
        begun("camera", "cloud");
        settles("camera");
        assertThat(podGetsReady("cloud")).isFalse();
    }

    @Test
    void ofSectionsThatGetReadyForTheFirstTimeTheLastIsNews() {
        begun("camera", "gateway", "cloud");
        assertThat(List.of(settles("camera"), podGetsReady("camera"), podGetsReady("cloud"), settles("cloud")))
                .containsOnly(false);
        assertThat(podGetsReady("gateway")).isFalse();
        assertThat(settles("gateway")).isTrue();
    }

    /** In whatever order the two watches bring them: after the last of all has come, a visit follows that sees all. */
    @Test
    void whateverTheOrderTheLastOfAllIsNewsOrHasBeenSeen() {
        for (List<String> order : orders(List.of("pod camera", "pod cloud", "workload camera", "workload cloud"))) {
            seen.clear();
            begun("camera", "cloud");
            var unseen = new ArrayList<String>();
            for (String event : order) {
                String section = event.substring(event.indexOf(' ') + 1);
                unseen.add(event);
                if (event.startsWith("pod") ? podGetsReady(section) : settles(section)) {
                    unseen.clear();
                }
            }
            assertThat(unseen).as("%s", order).isEmpty();
        }
    }

    @Test
    void whereSomethingAnswersEachSectionIsNews() {
        answers = true;
        begun("camera", "cloud");
        assertThat(settles("camera")).isTrue();
        assertThat(podGetsReady("camera")).isTrue();
    }

    private void begun(String... sections) {
        for (String section : sections) {
            seen.put(section, deployment(section, 0));
        }
    }

    /** Seen as an informer does it: what it holds is changed first. */
    private boolean settles(String section) {
        seen.put(section, deployment(section, 1));
        return news.isNewsOfWorkload(deployment(section, 1), deployment(section, 0));
    }

    private boolean podGetsReady(String section) {
        return news.isNewsOfPod(pod(section, "True"), pod(section, "False"));
    }

    private static List<List<String>> orders(List<String> events) {
        if (events.isEmpty()) {
            return List.of(List.of());
        }
        var orders = new ArrayList<List<String>>();
        for (String first : events) {
            orders(events.stream().filter(event -> !event.equals(first)).toList())
                    .forEach(rest -> {
                        var order = new ArrayList<>(List.of(first));
                        order.addAll(rest);
                        orders.add(order);
                    });
        }
        return orders;
    }

    private static Pod pod(String section, String ready) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("acme")
                .withName(section + "-0")
                .withUid("uid")
                .withLabels(Map.of(Labels.DDNN, "digits", Labels.SECTION, section, Labels.BRANCH, "all"))
                .endMetadata()
                .withNewSpec()
                .withNodeName("node")
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready)
                .endCondition()
                .endStatus()
                .build();
    }

    private static Deployment deployment(String section, int ready) {
        return Deployments.of(section, 1, ready).build();
    }
}
