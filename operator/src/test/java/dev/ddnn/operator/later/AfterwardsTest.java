package dev.ddnn.operator.later;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AfterwardsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicLong nanos = new AtomicLong();
    private final Rush rush = new Rush(nanos::get);
    private final CountDownLatch apiServer = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final List<String> written = new CopyOnWriteArrayList<>();

    @Test
    void nobodyWaitsForAnEventThatTakesLong() {
        // Given
        var queue = new Afterwards(2, LONG, rush);

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
        var queue = new Afterwards(1, LONG, rush);
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
        var queue = new Afterwards(1, Duration.ofMillis(1), rush);
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
        var queue = new Afterwards(1, LONG, rush);
        queue.close();

        // When
        queue.execute(() -> written.add("late"));

        // Then
        assertThat(written).containsExactly("late");
    }

    @Test
    void inARushItWaitsForALull() throws InterruptedException {
        // Given
        var queue = new Afterwards(2, LONG, rush);
        crowd();

        // When
        queue.execute(() -> written.add("Event"));
        queue.execute(() -> written.add("bill"));

        // Then
        awaitHeldUp();
        assertThat(written).isEmpty();
        nanos.addAndGet(Rush.LULL.toNanos());
        awaitWritten(2);
        assertThat(written).containsExactly("Event", "bill");
        queue.close();
    }

    @Test
    void aRushThatDoesNotEndHoldsItUpForAWhileOnly() throws InterruptedException {
        // Given
        var queue = new Afterwards(1, LONG, rush);
        crowd();
        queue.execute(() -> written.add("Event"));

        // When
        awaitHeldUp();
        nanos.addAndGet(Afterwards.PATIENCE.toNanos());
        crowd();

        // Then
        awaitWritten(1);
        queue.close();
    }

    @Test
    void inARushTheEndWritesWhatWaits() {
        // Given
        var queue = new Afterwards(2, LONG, rush);
        crowd();
        queue.execute(() -> written.add("Event"));
        queue.execute(() -> written.add("bill"));

        // When
        queue.close();

        // Then
        assertThat(written).containsExactly("Event", "bill");
    }

    @Test
    void inARushWhatHasNoPlaceIsNotHeldUpEither() throws InterruptedException {
        // Given
        var queue = new Afterwards(1, LONG, rush);
        queue.execute(() -> writeSlowly("first"));
        begun.await();
        crowd();
        queue.execute(() -> written.add("second"));

        // When
        queue.execute(() -> written.add("third"));

        // Then
        assertThat(written).containsExactly("third");
        apiServer.countDown();
        queue.close();
    }

    private void crowd() {
        for (int i = 0; i < Rush.CROWD; i++) {
            rush.note();
        }
    }

    /** The writer has looked, and waits. */
    private static void awaitHeldUp() throws InterruptedException {
        while (Thread.getAllStackTraces().entrySet().stream()
                .noneMatch(thread -> thread.getKey().getState() == Thread.State.TIMED_WAITING
                        && Stream.of(thread.getValue())
                                .anyMatch(frame -> frame.getMethodName().equals("awaitLull")))) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private void awaitWritten(int writes) throws InterruptedException {
        while (written.size() < writes) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
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
