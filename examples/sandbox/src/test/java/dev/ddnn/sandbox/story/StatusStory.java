package dev.ddnn.sandbox.story;

import dev.ddnn.api.v1alpha1.DDNN;
import dev.ddnn.api.v1alpha1.DDNNStatus;
import dev.ddnn.api.v1alpha1.SectionStatus;
import dev.ddnn.sandbox.launch.DeployedDDNN;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What a DDNN's status says of a rollout, line by line, as it changes. */
final class StatusStory implements Watcher<DDNN>, AutoCloseable {
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Watch watch;

    /**
     * One state.
     *
     * @param revision that answers
     * @param percent that the target answers; absent: there is no rollout
     * @param reason of the condition RolledOut
     * @param message of the condition RolledOut
     * @param ready pods of the lowest section
     * @param offline of its pods; absent: none
     */
    record Line(
            @Nullable String revision,
            @Nullable Integer percent,
            String reason,
            String message,
            Integer ready,
            @Nullable Integer offline) {}

    StatusStory(DeployedDDNN ddnn) {
        watch = ddnn.client()
                .resources(DDNN.class)
                .inNamespace(ddnn.namespace())
                .withName(ddnn.name())
                .watch(this);
    }

    @Override
    public void eventReceived(Action action, DDNN ddnn) {
        DDNNStatus status = ddnn.getStatus();
        if (status == null || status.sections() == null) {
            return;
        }
        SectionStatus lowest = status.sections().get(0);
        var condition = DeployedDDNN.condition(status, "RolledOut").orElseThrow();
        Line line = new Line(
                status.currentRevision(),
                status.rollout() == null ? null : status.rollout().percent(),
                condition.getReason(),
                condition.getMessage(),
                Objects.requireNonNull(lowest.ready()),
                lowest.offline());
        if (lines.isEmpty() || !lines.get(lines.size() - 1).equals(line)) {
            lines.add(line);
            System.out.println(line);
        }
    }

    @Override
    public void onClose(WatcherException cause) {
        throw new IllegalStateException("the API server ended the watch", cause);
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        watch.close();
    }
}
