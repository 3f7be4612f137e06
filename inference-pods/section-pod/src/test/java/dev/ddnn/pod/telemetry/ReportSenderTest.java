package dev.ddnn.pod.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.PodReport.Samples;
import dev.ddnn.pod.testing.Await;
import dev.ddnn.pod.testing.FakeHub;
import dev.ddnn.pod.testing.ManualTimer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ReportSenderTest {
    private final ManualTimer timer = new ManualTimer();
    private final FakeHub hub = new FakeHub(Map.of());
    private final HttpClient client = HttpClient.newHttpClient();
    private final ReportSender sender =
            new ReportSender(hub.address(), client, sequence -> Optional.of(report(sequence)), timer, Runnable::run);

    /** So that no report has to wait for its connection longer than a report may take by the real clock. */
    @BeforeEach
    void connect() throws Exception {
        var something = HttpRequest.newBuilder(hub.address().resolve("/v1/sections/none"))
                .build();
        assertThat(client.send(something, BodyHandlers.discarding()).statusCode())
                .isEqualTo(404);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void theSameLastReportIsSentUntilItIsFolded() {
        // Given
        var unfolded = new AtomicInteger(3);
        hub.answer(report -> report.ending() && unfolded.getAndDecrement() > 0 ? 202 : 204);
        sender.start();
        timer.advance(Duration.ofSeconds(5));

        // When
        Duration took = closing();

        // Then
        assertThat(took).isEqualTo(Duration.ofSeconds(3));
        assertThat(hub.reports().get(0)).isEqualTo(report(1));
        assertThat(hub.reports().subList(1, 5)).containsOnly(report(2).asLast());
        assertThat(hub.reports()).hasSize(5);
    }

    @Test
    void anOlderHubThatTakesItLetsThePodGoAtOnce() {
        assertThat(closing()).isZero();
        assertThat(hub.reports()).containsExactly(report(1).asLast());
    }

    @Test
    void nothingFollowsTheLastReport() {
        // Given: something has changed, and is to be told in a moment
        sender.start();
        sender.changed();

        // When
        sender.close();
        timer.advance(Duration.ofMinutes(1));

        // Then
        assertThat(hub.reports()).containsExactly(report(1).asLast());
    }

    @Test
    void aHubThatIsBackInTimeGetsTheWholeReport() {
        // Given: it is away, then it has the report for the first time, then it is folded
        var answers = new AtomicInteger();
        hub.answer(report -> List.of(503, 503, 503, 202, 204).get(answers.getAndIncrement()));

        // When
        Duration took = closing();

        // Then
        assertThat(took).isEqualTo(Duration.ofSeconds(4));
        assertThat(hub.reports()).containsOnly(report(1).asLast()).hasSize(5);
    }

    @Test
    void aHubThatIsAwayIsTriedForTenSeconds() {
        hub.close();
        assertThat(closing()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aReportThatNobodyFoldsIsGivenUpWellBeforeThePodIsKilled() {
        hub.answer(report -> 202);
        assertThat(closing()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aHubThatDoesNotWantTheReportIsNotAskedAgain() {
        hub.answer(report -> 400);
        assertThat(closing()).isZero();
        assertThat(hub.reports()).hasSize(1);
    }

    /** How long it takes to close, by the timer. */
    private Duration closing() {
        long began = timer.nanos();
        int others = timer.waiting();
        var over = CompletableFuture.runAsync(sender::close);
        Await.until("waits, or is over", () -> over.isDone() || timer.waiting() > others);
        while (!over.isDone()) {
            timer.advance(Duration.ofSeconds(1));
            Await.until("waits, or is over", () -> over.isDone() || timer.waiting() > others);
        }
        over.join();
        return Duration.ofNanos(timer.nanos() - began);
    }

    private static PodReport report(long sequence) {
        return new PodReport(
                "uid",
                "boot",
                sequence,
                "pod",
                "node",
                "city",
                "digits",
                "gateway",
                "b",
                null,
                null,
                List.of(),
                new Samples(7, 7, 0, 0, Map.of()),
                null);
    }
}
