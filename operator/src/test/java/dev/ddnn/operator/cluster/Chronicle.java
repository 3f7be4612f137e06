package dev.ddnn.operator.cluster;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watcher.Action;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** All that was committed in the namespace of a scene, as the API server tells it, and what stands there now. */
final class Chronicle {
    /**
     * One change of one object.
     *
     * @param version of the API server's store after it: of two commits, whatever their kinds, the later one has the higher
     */
    record Commit(long version, Action action, HasMetadata object) {
        String child() {
            return object.getKind() + "/" + object.getMetadata().getName();
        }
    }

    private final Scene scene;
    private final List<Commit> commits = new CopyOnWriteArrayList<>();
    private final Map<String, HasMetadata> current = new ConcurrentHashMap<>();
    private volatile @Nullable Exception broken;

    Chronicle(Scene scene) {
        this.scene = scene;
    }

    void add(Action action, HasMetadata object) {
        var commit = new Commit(version(object), action, object);
        commits.add(commit);
        if (action == Action.DELETED) {
            current.remove(commit.child());
        } else {
            current.put(commit.child(), object);
        }
    }

    /** From now on nothing is heard any more. */
    void broke(Exception cause) {
        broken = cause;
    }

    /** From the first to the last. */
    List<Commit> commits() {
        return commits.stream()
                .sorted(Comparator.comparingLong(Commit::version))
                .toList();
    }

    Optional<DDNN> ddnn() {
        return Optional.ofNullable((DDNN) current.get("DDNN/" + Scene.NAME));
    }

    Optional<ConfigMap> configMap(String name) {
        return Optional.ofNullable((ConfigMap) current.get("ConfigMap/" + name));
    }

    List<Pod> pods() {
        return current.values().stream()
                .filter(Pod.class::isInstance)
                .map(Pod.class::cast)
                .toList();
    }

    /** Waits until nothing that the API server has by now is missing here. */
    void catchUp() {
        if (broken != null) {
            throw new IllegalStateException(
                    "a watch broke: the chronicle of " + scene.namespace + " has a gap", broken);
        }
        Await.until("the chronicle of " + scene.namespace + " is complete", () -> scene.objects().stream()
                .allMatch(object -> Optional.ofNullable(current.get(
                                object.getKind() + "/" + object.getMetadata().getName()))
                        .filter(known -> version(known) >= version(object))
                        .isPresent()));
    }

    private static long version(HasMetadata object) {
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }

    /** Whether the object is one of those that the operator makes. */
    static boolean isChild(HasMetadata object) {
        return !(object instanceof DDNN)
                && !(object instanceof Pod)
                && object.getMetadata().getLabels().containsKey(Labels.DDNN);
    }
}
