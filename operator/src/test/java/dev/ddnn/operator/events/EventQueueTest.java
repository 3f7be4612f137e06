package dev.ddnn.operator.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EventQueueTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch apiServer = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final List<String> written = new CopyOnWriteArrayList<>();

    @Test
    void nobodyWaitsForAnEventThatTakesLong() {
        // Given
        var queue = new EventQueue(2, LONG);

        // When
        queue.execute(() -> writeSlowly("first"));
        queue.execute(() -> written.add("second"));

        // Then
        assertThat(written).isEmpty();
        apiServer.countDown();
        queue.close();
        assertThat(written).containsExactly("first", "second");
    }

    @Test
    void whatHasNoPlaceIsWrittenByWhoeverBringsIt() throws InterruptedException {
        // Given
        var queue = new EventQueue(1, LONG);
        queue.execute(() -> writeSlowly("first"));
        begun.await();
        queue.execute(() -> written.add("second"));

        // When
        queue.execute(() -> written.add("third"));

        // Then
        assertThat(written).containsExactly("third");
        apiServer.countDown();
        queue.close();
        assertThat(written).containsExactly("third", "first", "second");
    }

    @Test
    void theEndDoesNotWaitForAnApiServerThatIsAway() throws InterruptedException {
        // Given
        var queue = new EventQueue(1, Duration.ofMillis(1));
        queue.execute(() -> writeSlowly("first"));
        begun.await();
        queue.execute(() -> written.add("second"));

        // When
        queue.close();

        // Then
        assertThat(written).isEmpty();
    }

    @Test
    void whatComesAfterTheEndIsWrittenAllTheSame() {
        // Given
        var queue = new EventQueue(1, LONG);
        queue.close();

        // When
        queue.execute(() -> written.add("late"));

        // Then
        assertThat(written).containsExactly("late");
    }

    private void writeSlowly(String event) {
        begun.countDown();
        try {
            apiServer.await();
            written.add(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
