package dev.ddnn.hub.cut;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutRequest.Source;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.cut.CutResponse.Problem;
import dev.ddnn.hub.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class CutDeskTest {
    private final ManualClock clock = new ManualClock();
    private final FakeWork work = new FakeWork();

    @Test
    void equalRequestsAreOneJob() {
        // Given
        CutDesk desk = desk(Runnable::run);
        work.then(() -> FakeWork.CUT);

        // When
        List<CutResponse> answers = List.of(desk.ask(request("a")), desk.ask(request("a")));

        // Then
        assertThat(answers).containsOnly(FakeWork.CUT.response());
        assertThat(work.runs).isEqualTo(1);
    }

    @Test
    void slowJobTellsHowFarItIs() throws Exception {
        // Given
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            CutDesk desk = desk(thread);
            work.then(() -> {
                told.countDown();
                await(go);
                return FakeWork.CUT;
            });
            desk.ask(request("a"));
            told.await();

            // When
            CutResponse early = desk.ask(request("a"));

            // Then
            assertThat(early).isEqualTo(CutResponse.fetching("fetched 12 of 40 MB"));
        } finally {
            go.countDown();
            thread.shutdown();
        }
    }

    @Test
    void requestThatNobodyWorksOnYetIsWaiting() {
        assertThat(desk(runnable -> {}).ask(request("a"))).isEqualTo(CutResponse.fetching("waiting for another model"));
    }

    @Test
    void failureIsTheAnswerForAWhileAndThenTriedAgain() {
        // Given
        CutDesk desk = desk(Runnable::run);
        work.then(() -> CutResult.unavailable("no route"), () -> FakeWork.CUT);
        assertThat(desk.ask(request("a"))).isEqualTo(CutResponse.unavailable("no route"));

        // When
        clock.advance(Duration.ofMillis(4_999));
        CutResponse early = desk.ask(request("a"));
        clock.advance(Duration.ofMillis(1));
        CutResponse late = desk.ask(request("a"));

        // Then
        assertThat(early).isEqualTo(CutResponse.unavailable("no route"));
        assertThat(late).isEqualTo(FakeWork.CUT.response());
    }

    @Test
    void refusalIsLookedAtAgain() {
        // Given
        CutDesk desk = desk(Runnable::run);
        List<Problem> problems = List.of(new Problem("spec.model.source.sha256", "other"));
        work.then(() -> CutResult.refused(problems), () -> FakeWork.CUT);
        assertThat(desk.ask(request("a"))).isEqualTo(CutResponse.refused(problems));

        // When
        clock.advance(Duration.ofSeconds(30));

        // Then
        assertThat(desk.ask(request("a"))).isEqualTo(FakeWork.CUT.response());
    }

    @Test
    void failureStaysTheAnswerWhileItIsTriedAgain() {
        // Given
        List<Runnable> waiting = new ArrayList<>();
        CutDesk desk = desk(waiting::add);
        work.then(() -> CutResult.unavailable("no route"), () -> FakeWork.CUT);
        desk.ask(request("a"));
        waiting.remove(0).run();
        clock.advance(Duration.ofSeconds(5));

        // When
        CutResponse during = desk.ask(request("a"));
        waiting.remove(0).run();

        // Then
        assertThat(during).isEqualTo(CutResponse.unavailable("no route"));
        assertThat(desk.ask(request("a"))).isEqualTo(FakeWork.CUT.response());
    }

    @Test
    void missingUploadIsLookedForAtOnce() {
        // Given
        CutDesk desk = desk(Runnable::run);
        work.then(() -> CutResult.missing("not here"), () -> FakeWork.CUT);
        desk.ask(request("a"));

        // When
        CutResponse next = desk.ask(request("a"));

        // Then
        assertThat(next).isEqualTo(FakeWork.CUT.response());
    }

    @Test
    void cutWhoseSectionsWereLostIsMadeAgain() {
        // Given
        CutDesk desk = desk(Runnable::run);
        work.then(() -> FakeWork.CUT, () -> FakeWork.CUT);
        desk.ask(request("a"));

        // When
        work.holds = false;
        desk.ask(request("a"));

        // Then
        assertThat(work.runs).isEqualTo(2);
    }

    @Test
    void fullQueueIsUnavailable() {
        // Given
        CutDesk desk = desk(runnable -> {
            throw new RejectedExecutionException("full");
        });

        // Then
        assertThat(desk.ask(request("a")))
                .isEqualTo(CutResponse.unavailable("the hub has too many other models to cut; ask again"));
    }

    @Test
    void failureOfTheHubItselfIsToldAndTriedAgain() {
        // Given
        CutDesk desk = desk(Runnable::run);
        work.then(
                () -> {
                    throw new IllegalStateException("boom");
                },
                () -> FakeWork.CUT);

        // When
        CutResponse failed = desk.ask(request("a"));
        clock.advance(Duration.ofSeconds(5));

        // Then
        assertThat(failed)
                .isEqualTo(
                        CutResponse.unavailable(
                                "the hub failed over this model: java.lang.IllegalStateException: boom; its log has the details"));
        assertThat(desk.ask(request("a"))).isEqualTo(FakeWork.CUT.response());
    }

    @Test
    void onlySoManyRequestsAreRemembered() {
        // Given
        CutDesk desk = desk(Runnable::run);

        // When
        for (int i = 0; i < 300; i++) {
            work.then(() -> FakeWork.CUT);
            desk.ask(request("a" + i));
        }

        // Then
        assertThat(desk.size()).isEqualTo(256);
    }

    private CutDesk desk(Executor executor) {
        return new CutDesk(work, request -> executor, Duration.ofMillis(20), clock);
    }

    private static CutRequest request(String name) {
        return new CutRequest(new Source("hub:" + name, "0".repeat(64)), List.of());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
