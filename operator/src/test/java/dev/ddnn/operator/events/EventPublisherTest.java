package dev.ddnn.operator.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.operator.plan.Observed.Identity;
import dev.ddnn.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventPublisherTest {
    private static final Identity DDNN = new Identity("city", "digits", "uid", 3);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.600Z");
    private static final Transition READY = new Transition(false, Reason.Serving, "Ready=True: it answers");
    private static final Transition MOVED = new Transition(true, Reason.BranchMoved, "it moves");

    private final List<Event> created = new ArrayList<>();

    @Test
    void theSameNewsOfTheSameSecondHasTheSameName() {
        // Given
        var publisher = new EventPublisher(created::add);

        // When
        publisher.publish(DDNN, List.of(READY), NOW);
        publisher.publish(DDNN, List.of(READY), NOW.plusMillis(300));
        publisher.publish(DDNN, List.of(READY), NOW.plusMillis(400));

        // Then
        assertThat(created.get(1).getMetadata().getName())
                .isEqualTo(created.get(0).getMetadata().getName());
        assertThat(created.get(2).getMetadata().getName())
                .isNotEqualTo(created.get(0).getMetadata().getName());
    }

    @Test
    void oneThatCannotBeWrittenKeepsNoOtherBack() {
        // Given
        var publisher = new EventPublisher(event -> {
            if (event.getReason().equals("Serving")) {
                throw new KubernetesClientException("no");
            }
            created.add(event);
        });

        // When
        publisher.publish(DDNN, List.of(READY, MOVED), NOW);

        // Then
        assertThat(created).extracting(Event::getReason).containsExactly("BranchMoved");
        assertThat(created).extracting(Event::getType).containsExactly("Warning");
    }
}
