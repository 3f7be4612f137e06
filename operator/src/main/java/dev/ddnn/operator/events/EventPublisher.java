package dev.ddnn.operator.events;

import dev.ddnn.contract.ContractJson;
import dev.ddnn.operator.desired.Labels;
import dev.ddnn.operator.plan.Observed.Identity;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only emitter of Events. They are a courtesy: one that cannot be written is logged and nothing else. */
public final class EventPublisher {
    /** What an Event's note may hold. */
    static final int MAX_NOTE = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);

    private final EventSink sink;
    private final Executor writer;

    /** Writes at once. */
    public EventPublisher(EventSink sink) {
        this(sink, Runnable::run);
    }

    /**
     * @param writer what writes them, in their order
     */
    public EventPublisher(EventSink sink, Executor writer) {
        this.sink = sink;
        this.writer = writer;
    }

    /** Writes one Event per transition of a DDNN. */
    public void publish(Identity ddnn, List<Transition> transitions, Instant now) {
        publish("DDNN", ddnn, transitions, now);
    }

    /** Writes one Event per transition of an object of that kind. */
    public void publish(String kind, Identity object, List<Transition> transitions, Instant now) {
        transitions.forEach(transition -> writer.execute(() -> write(kind, object, transition, now)));
    }

    private void write(String kind, Identity object, Transition transition, Instant now) {
        try {
            sink.create(event(kind, object, transition, now));
        } catch (KubernetesClientException e) {
            LOG.warn(
                    "cannot write an event: namespace={} name={} reason={}: {}",
                    object.namespace(),
                    object.name(),
                    transition.reason(),
                    e.getMessage());
        }
    }

    /** The name follows from what is told and when, so that a repeated request does not tell it twice. */
    private static Event event(String kind, Identity ddnn, Transition transition, Instant now) {
        String note = transition.note();
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        String hash = ContractJson.hash(ddnn.uid() + ddnn.generation() + transition.reason() + note + time);
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(ddnn.namespace())
                .withName(ddnn.name() + "." + hash.substring(0, 16))
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion("ddnn.dev/v1alpha1")
                .withKind(kind)
                .withNamespace(ddnn.namespace())
                .withName(ddnn.name())
                .withUid(ddnn.uid())
                .endInvolvedObject()
                .withType(transition.warning() ? "Warning" : "Normal")
                .withReason(transition.reason().name())
                .withMessage(note.length() <= MAX_NOTE ? note : note.substring(0, MAX_NOTE - 1) + "…")
                .withNewSource()
                .withComponent(Labels.MANAGER)
                .endSource()
                .withReportingComponent(Labels.MANAGER)
                .withReportingInstance(Labels.MANAGER)
                .withFirstTimestamp(time)
                .withLastTimestamp(time)
                .withCount(1)
                .build();
    }
}
