package dev.ddnn.pod.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.link.Answer;
import dev.ddnn.contract.link.Down;
import dev.ddnn.contract.link.Drain;
import dev.ddnn.contract.link.Part;
import dev.ddnn.contract.link.Refusal;
import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.contract.link.SectionLinkGrpc.SectionLinkImplBase;
import dev.ddnn.contract.link.Up;
import dev.ddnn.contract.link.Verdict;
import dev.ddnn.contract.link.Welcome;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.pod.config.PodIdentity;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.sample.Refused;
import dev.ddnn.pod.testing.Await;
import dev.ddnn.pod.testing.ManualTimer;
import dev.ddnn.pod.testing.TwoViews;
import dev.ddnn.pod.time.Deadline;
import dev.ddnn.pod.time.SystemTimer;
import dev.ddnn.pod.time.Timer;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A next section that listens and takes parts, and says of them only what a test lets it say. Time passes only when the test says so,
 * but where the way has to be looked for again and again.
 */
@Timeout(180)
class StreamedNextSectionTest {
    private final ManualTimer byHand = new ManualTimer();
    private final SystemTimer system = new SystemTimer();
    private final NioEventLoopGroup events = new NioEventLoopGroup(1);
    private final ExecutorService background = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<Up> heard = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<StreamObserver<Down>> opened = new ConcurrentLinkedQueue<>();
    private volatile String boot = "first";
    private Server silent;
    private SectionConfig config;
    private StreamedNextSection next;
    private Timer timer = byHand;

    @BeforeEach
    void start() throws Exception {
        silent = listen(0);
        config = TwoViews.cameras(silent.getPort(), "r1");
        open();
    }

    private void open() {
        next = new StreamedNextSection(new LinkContext(
                new PodIdentity("city", "pod", "uid", "node", "view0", "boot"),
                () -> "camera",
                () -> "view0",
                timer,
                host -> List.of(InetAddress.getByName(host)),
                new LinkContext.Resources(background, events, NioSocketChannel::new)));
        next.follow(config);
        Await.until("the stream is open", next::connected);
    }

    private Server listen(int port) throws Exception {
        return NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
                .addService(new Silent())
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        next.close();
        silent.shutdownNow();
        system.close();
        background.shutdownNow();
        events.shutdownGracefully();
    }

    /** Says that it is the process of the name; ends streams when it is told to. */
    private final class Silent extends SectionLinkImplBase {
        @Override
        public StreamObserver<Up> exchange(StreamObserver<Down> down) {
            return new StreamObserver<>() {
                @Override
                public void onNext(Up up) {
                    heard.add(up);
                    if (up.hasHello()) {
                        opened.add(down);
                        down.onNext(Down.newBuilder()
                                .setWelcome(Welcome.newBuilder().setBootId(boot))
                                .build());
                    }
                }

                @Override
                public void onError(Throwable error) {
                    // A stream that is gone says nothing.
                }

                @Override
                public void onCompleted() {
                    down.onCompleted();
                }
            };
        }
    }

    private CompletableFuture<Outcome> send(Duration left) {
        var outcome = new CompletableFuture<Outcome>();
        var sample = new UpwardSample(
                "s1",
                List.of("r1"),
                1,
                3,
                Map.of(TwoViews.BOTH, List.of(new byte[] {1})),
                Deadline.in(timer, left),
                null,
                false);
        next.send(sample, outcome::complete);
        return outcome;
    }

    @Test
    void silenceEndsAtTheDeadline() {
        // Given
        var outcome = send(Duration.ofMillis(200));
        Await.until("the part has come", () -> parts().size() == 1);

        // When
        byHand.advance(Duration.ofMillis(199));
        assertThat(outcome).isNotDone();
        byHand.advance(Duration.ofMillis(1));

        // Then
        assertThat(outcome)
                .isCompletedWithValue(new Refused(
                        "gateway",
                        RefusalCode.DEADLINE_EXCEEDED,
                        "section 'gateway' did not answer before the deadline"));
        assertThat(parts().get(0).getRemainingMillis()).isEqualTo(170);
    }

    @Test
    void tooLittleTimeIsSaidAtOnce() {
        // When
        var outcome = send(Duration.ofMillis(3));

        // Then
        assertThat(outcome)
                .isCompletedWithValue(new Refused(
                        "gateway", RefusalCode.DEADLINE_EXCEEDED, "too little time is left to ask section 'gateway'"));
    }

    @Test
    void aLostStreamIsOpenedAgainAndOfASampleThatLeftNothingIsSaid() throws Exception {
        // Given
        next.close();
        timer = system;
        open();
        var outcome = send(Duration.ofSeconds(50));
        Await.until("the part has come", () -> parts().size() == 1);
        int port = silent.getPort();

        // When
        silent.shutdownNow().awaitTermination();

        // Then
        assertThat(outcome.join())
                .isEqualTo(new Refused(
                        "gateway",
                        RefusalCode.OUTCOME_UNKNOWN,
                        "the stream from section 'camera' to section 'gateway' broke before the outcome came;"
                                + " other entries of the sample may have been answered"));
        silent = listen(port);
        Await.until("the stream is open again", next::connected);
    }

    private List<Part> parts() {
        return heard.stream().filter(Up::hasPart).map(Up::getPart).toList();
    }

    private void breakStream() {
        opened.remove().onError(Status.UNAVAILABLE.asRuntimeException());
    }

    private CompletableFuture<Outcome> sent() {
        var outcome = send(Duration.ofSeconds(50));
        Await.until("the part has come", () -> parts().size() == 1);
        Await.until(
                "the next look-up, the end of the wait for a welcome and the deadline are set",
                () -> byHand.waiting() == 3);
        return outcome;
    }

    /** The second of patience with which the sample waits for a stream begins before this returns, and 100 ms of it pass. */
    private void tryAgain() {
        Await.until("the next attempt and the end of the patience are set too", () -> byHand.waiting() == 5);
        byHand.advance(Duration.ofMillis(100));
    }

    /** Time stands still: what never comes has no deadline that would end the wait. */
    private static Outcome outcome(CompletableFuture<Outcome> outcome) {
        Await.until("the outcome has come", outcome::isDone);
        return outcome.join();
    }

    private void answer(long number) {
        opened.element()
                .onNext(Down.newBuilder()
                        .setVerdict(Verdict.newBuilder()
                                .setNumber(number)
                                .setAnswer(Answer.newBuilder().setExit("gateway")))
                        .build());
    }

    @Test
    void theSameProcessIsAskedAgain() {
        // Given
        var outcome = sent();

        // When
        breakStream();
        tryAgain();
        Await.until("the part has come again", () -> parts().size() == 2);
        answer(parts().get(1).getNumber());

        // Then
        assertThat(outcome(outcome).isAnswer()).isTrue();
        assertThat(parts()).extracting(Part::getAgain).containsExactly(false, true);
    }

    @Test
    void anotherProcessIsNotAskedSinceItDoesNotKnow() {
        // Given
        var outcome = sent();

        // When
        boot = "second";
        breakStream();
        tryAgain();

        // Then
        assertThat(outcome(outcome).fold(answered -> null, Refused::code)).isEqualTo(RefusalCode.OUTCOME_UNKNOWN);
        assertThat(parts()).hasSize(1);
    }

    @Test
    void whatAStoppingProcessHasNotTakenGoesToItsSuccessor() {
        // Given
        var outcome = sent();

        // When
        boot = "second";
        opened.element()
                .onNext(Down.newBuilder()
                        .setVerdict(Verdict.newBuilder()
                                .setNumber(parts().get(0).getNumber())
                                .setRefusal(Refusal.newBuilder().setCode(RefusalCode.STOPPING)))
                        .build());
        opened.remove()
                .onNext(Down.newBuilder().setDrain(Drain.getDefaultInstance()).build());
        tryAgain();
        Await.until("the part has come to the other", () -> parts().size() == 2);
        answer(parts().get(1).getNumber());

        // Then
        assertThat(outcome(outcome).isAnswer()).isTrue();
        assertThat(parts()).extracting(Part::getAgain).containsExactly(false, false);
    }
}
