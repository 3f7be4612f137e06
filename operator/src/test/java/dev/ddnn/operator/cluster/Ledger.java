package dev.ddnn.operator.cluster;

import dev.ddnn.api.v1alpha1.DDNNRevision;
import dev.ddnn.contract.ContractJson;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.contract.section.SectionConfig.Rollout;
import dev.ddnn.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Looks at every commit to the children of a scene's DDNN, in the order of the API server: nothing is created twice or deleted, and
 * the configurations of the sections fit together at each moment.
 */
final class Ledger implements AutoCloseable {
    private final Map<String, Integer> created = new ConcurrentHashMap<>();
    private final Map<String, SectionConfig> configs = new ConcurrentHashMap<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final List<Watch> watches = new ArrayList<>();

    Ledger(Scene scene) {
        var client = scene.harness.admin;
        watches.add(client.configMaps()
                .inNamespace(scene.namespace)
                .withLabel(Labels.DDNN)
                .watch(watcher()));
        watches.add(client.resources(DDNNRevision.class)
                .inNamespace(scene.namespace)
                .withLabel(Labels.DDNN)
                .watch(watcher()));
        watches.add(client.services()
                .inNamespace(scene.namespace)
                .withLabel(Labels.DDNN)
                .watch(watcher()));
        watches.add(client.apps()
                .deployments()
                .inNamespace(scene.namespace)
                .withLabel(Labels.DDNN)
                .watch(watcher()));
    }

    /** What was wrong at some moment. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    private <T extends HasMetadata> Watcher<T> watcher() {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, T child) {
                note(action, child);
            }

            @Override
            public void onClose(WatcherException cause) {
                problems.add("the watch broke: " + cause);
            }
        };
    }

    private void note(Watcher.Action action, HasMetadata child) {
        String name = child.getKind() + "/" + child.getMetadata().getName();
        if (action == Watcher.Action.ADDED && created.merge(name, 1, Integer::sum) > 1) {
            problems.add(name + " was created twice");
        }
        if (action == Watcher.Action.DELETED) {
            problems.add(name + " was deleted");
        }
        if (child instanceof ConfigMap map && action != Watcher.Action.DELETED) {
            var config = ContractJson.read(map.getData().get(SectionConfig.FILE), SectionConfig.class);
            configs.put(config.section(), config);
            check();
        }
    }

    private void check() {
        SectionConfig gateway = configs.get("gateway");
        if (gateway == null || configs.size() < 3) {
            return;
        }
        configs.forEach((section, config) -> {
            List<String> held = names(config);
            if (held.size() > 2 || !held.contains(gateway.answering())) {
                problems.add(section + " holds " + held + " while " + gateway.answering() + " answers");
            }
            Rollout rollout = config.rollout();
            boolean sends = !section.equals("cloud");
            if (sends && rollout != null && rollout.shadowPercent() > 0) {
                mustHold("gateway", rollout.target());
                mustHold("cloud", rollout.target());
            }
        });
    }

    private void mustHold(String section, String revision) {
        List<String> held = names(configs.get(section));
        if (!held.contains(revision)) {
            problems.add(section + " holds " + held + " while samples may take " + revision);
        }
    }

    private static List<String> names(SectionConfig config) {
        return config.revisions().stream().map(HeldRevision::name).toList();
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
