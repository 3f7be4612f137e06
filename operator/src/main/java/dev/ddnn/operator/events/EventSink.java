package dev.ddnn.operator.events;

import io.fabric8.kubernetes.api.model.Event;

/** Where Events go. */
@FunctionalInterface
public interface EventSink {
    /** Creates the Event; one that exists already is the one that was meant. */
    void create(Event event);
}
