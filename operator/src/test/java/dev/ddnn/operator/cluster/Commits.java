package dev.ddnn.operator.cluster;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNRevision;
import dev.ddnn.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Every commit to DDNNs, their children and pods in all namespaces; each goes to the chronicle of its namespace. */
final class Commits {
    private final Map<String, Chronicle> chronicles = new ConcurrentHashMap<>();

    Commits(KubernetesClient client) {
        client.resources(DDNN.class).inAnyNamespace().watch(watcher());
        client.resources(DDNNRevision.class)
                .inAnyNamespace()
                .withLabel(Labels.DDNN)
                .watch(watcher());
        client.configMaps().inAnyNamespace().withLabel(Labels.DDNN).watch(watcher());
        client.services().inAnyNamespace().withLabel(Labels.DDNN).watch(watcher());
        client.apps().deployments().inAnyNamespace().withLabel(Labels.DDNN).watch(watcher());
        client.pods().inAnyNamespace().withLabel(Labels.DDNN).watch(watcher());
    }

    /** From now on; nothing must have happened in the namespace yet. */
    Chronicle of(Scene scene) {
        var chronicle = new Chronicle(scene);
        chronicles.put(scene.namespace, chronicle);
        return chronicle;
    }

    void forget(Scene scene) {
        chronicles.remove(scene.namespace);
    }

    private <T extends HasMetadata> Watcher<T> watcher() {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, T object) {
                var chronicle = chronicles.get(object.getMetadata().getNamespace());
                if (chronicle != null) {
                    chronicle.add(action, object);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                chronicles.values().forEach(chronicle -> chronicle.broke(cause));
            }
        };
    }
}
