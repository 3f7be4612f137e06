package dev.ddnn.pod.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.link.Down;
import dev.ddnn.contract.link.SectionLinkGrpc.SectionLinkImplBase;
import dev.ddnn.contract.link.Up;
import dev.ddnn.contract.link.Welcome;
import dev.ddnn.pod.config.PodIdentity;
import dev.ddnn.pod.testing.Await;
import dev.ddnn.pod.testing.ManualTimer;
import dev.ddnn.pod.testing.TwoViews;
import dev.ddnn.pod.time.Deadline;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pod above goes, its name leads nowhere, then to a successor at another address. Time passes only when the test says so. */
@Timeout(180)
class SuccessorTest {
    private final ManualTimer timer = new ManualTimer();
    private final NioEventLoopGroup events = new NioEventLoopGroup(1);
    private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    private final AtomicInteger lookups = new AtomicInteger();
    private volatile String address = "127.0.0.1";
    private Server above;
    private StreamedNextSection next;

    @BeforeEach
    void start() throws Exception {
        above = listen(address, 0);
        next = new StreamedNextSection(new LinkContext(
                new PodIdentity("city", "pod", "uid", "node", "view0", "boot"),
                () -> "camera",
                () -> "view0",
                timer,
                this::resolve,
                new LinkContext.Resources(Runnable::run, events, NioSocketChannel::new)));
        next.follow(TwoViews.cameras(above.getPort(), "r1"));
        Await.until("the stream is open", next::connected);
    }

    @AfterEach
    void stop() {
        next.close();
        above.shutdownNow();
        events.shutdownGracefully();
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        lookups.incrementAndGet();
        if (address.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return List.of(InetAddress.getByName(address));
    }

    private Server listen(String host, int port) throws Exception {
        return NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
                .addService(new SectionLinkImplBase() {
                    @Override
                    public StreamObserver<Up> exchange(StreamObserver<Down> down) {
                        return new Listening(host, down);
                    }
                })
                .build()
                .start();
    }

    private final class Listening implements StreamObserver<Up> {
        private final String host;
        private final StreamObserver<Down> down;

        private Listening(String host, StreamObserver<Down> down) {
            this.host = host;
            this.down = down;
        }

        @Override
        public void onNext(Up up) {
            told.add(host + " " + up.getKindCase());
            if (up.hasHello()) {
                down.onNext(Down.newBuilder()
                        .setWelcome(Welcome.newBuilder().setBootId(host))
                        .build());
            }
        }

        @Override
        public void onError(Throwable error) {
            told.add(host + " gone");
        }

        @Override
        public void onCompleted() {
            down.onCompleted();
        }
    }

    /** Both ends have noticed when this returns: each tells it on a thread of its own, the pod above after its port is closed. */
    private void loseAbove() throws InterruptedException {
        address = "";
        above.shutdownNow().awaitTermination();
        Await.until("the stream is lost below", () -> !next.connected());
        Await.until("the stream is lost above", () -> told.contains("127.0.0.1 gone"));
    }

    private void send() {
        var sample = new UpwardSample(
                "s1",
                List.of("r1"),
                1,
                3,
                Map.of(TwoViews.BOTH, List.of(new byte[] {1})),
                Deadline.in(timer, Duration.ofSeconds(5)),
                null,
                false);
        next.send(sample, outcome -> told.add("outcome " + outcome));
    }

    @Test
    void theFirstLookUpThatFindsTheSuccessorOpensTheStreamAndSendsWhatWaits() throws Exception {
        // Given
        int port = above.getPort();
        loseAbove();
        timer.advance(Duration.ofSeconds(1));
        told.clear();
        int before = lookups.get();
        timer.advance(Duration.ofSeconds(1));
        assertThat(lookups.get() - before).isEqualTo(4);

        // When
        send();
        above = listen("127.0.0.2", port);
        address = "127.0.0.2";
        timer.advance(Duration.ofMillis(250));
        Await.until("the sample has come", () -> told.contains("127.0.0.2 PART"));

        // Then
        assertThat(told).containsExactly("127.0.0.2 HELLO", "127.0.0.2 PART");
        assertThat(lookups.get() - before).isEqualTo(5);
    }

    @Test
    void whatFindsNoSuccessorWaitsForASecondAndNoLonger() throws Exception {
        // Given
        loseAbove();
        told.clear();

        // When
        send();
        timer.advance(Duration.ofMillis(999));
        assertThat(told).isEmpty();
        timer.advance(Duration.ofMillis(1));

        // Then
        assertThat(told).singleElement().asString().contains("UPSTREAM_UNREACHABLE");
    }
}
