package dev.ddnn.pod.forward;

import dev.ddnn.contract.link.Down;
import dev.ddnn.contract.link.Hello;
import dev.ddnn.contract.link.RefusalCode;
import dev.ddnn.contract.link.SectionLinkGrpc;
import dev.ddnn.contract.link.Up;
import dev.ddnn.contract.link.Verdict;
import dev.ddnn.contract.link.Welcome;
import dev.ddnn.pod.sample.Outcome;
import dev.ddnn.pod.time.HopBudget;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One stream to one pod of the next section, opened again with back-off whenever it is lost. A link that was cut without a word
 * is noticed by keep-alive pings after at most 8 seconds.
 */
final class LinkStream implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LinkStream.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofMillis(500);
    private static final Duration WELCOME = Duration.ofSeconds(3);
    private static final int WINDOW_BYTES = 1 << 20;
    private final InetSocketAddress address;
    private final String branch;
    private final Hello hello;
    private final LinkContext context;
    private final Runnable opened;
    private final Map<Long, Waiting> waiting = new HashMap<>();
    private @Nullable ManagedChannel channel;
    private @Nullable StreamObserver<Up> up;
    private Duration retry = FIRST_RETRY;
    private long number;
    private long attempt;
    private boolean closed;
    private boolean draining;
    private volatile boolean connected;
    private volatile String boot = "";

    /** Hears that there will be no verdict. */
    @FunctionalInterface
    interface Lost {
        /** @param taken whether the other side may have the sample */
        void lost(boolean taken);
    }

    private record Waiting(UpwardSample sample, Consumer<Outcome> outcome, Lost lost) {}

    LinkStream(InetSocketAddress address, String branch, Hello hello, LinkContext context, Runnable opened) {
        this.address = address;
        this.branch = branch;
        this.hello = hello;
        this.context = context;
        this.opened = opened;
    }

    String name() {
        return address.toString();
    }

    boolean connected() {
        return connected;
    }

    /** The process at the other end; empty before the first welcome. */
    String boot() {
        return boot;
    }

    synchronized void connect() {
        if (closed) {
            return;
        }
        draining = false;
        long mine = ++attempt;
        channel = NettyChannelBuilder.forAddress(address)
                .usePlaintext()
                .directExecutor()
                .eventLoopGroup(context.resources().events())
                .channelFactory(context.resources().sockets())
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, 3000)
                .flowControlWindow(WINDOW_BYTES)
                .keepAliveTime(5, TimeUnit.SECONDS)
                .keepAliveTimeout(3, TimeUnit.SECONDS)
                .keepAliveWithoutCalls(true)
                .build();
        up = SectionLinkGrpc.newStub(channel).exchange(new Receiver(mine));
        up.onNext(Up.newBuilder().setHello(hello).build());
        context.timer().schedule(WELCOME, () -> notWelcomed(mine));
    }

    /**
     * Sends a sample.
     *
     * @param again whether the same process has been sent it before
     * @param outcome gets the verdict, unless the sample is taken back
     * @param lost called instead if the stream is lost before, or if the other side is about to stop and has not taken the sample
     * @return takes the sample back
     */
    Runnable send(UpwardSample sample, boolean again, Consumer<Outcome> outcome, Lost lost) {
        var budget = HopBudget.forNextHop(sample.deadline().left(context.timer()));
        synchronized (this) {
            var stream = up;
            if (stream != null && connected) {
                long mine = ++number;
                waiting.put(mine, new Waiting(sample, outcome, lost));
                var part = LinkMessages.part(sample, branch, mine, Math.max(1, budget.toMillis()), again);
                stream.onNext(Up.newBuilder().setPart(part).build());
                return () -> takeBack(mine);
            }
        }
        lost.lost(false);
        return () -> {};
    }

    private synchronized void takeBack(long mine) {
        waiting.remove(mine);
    }

    private void decided(Verdict verdict) {
        Waiting one;
        synchronized (this) {
            one = waiting.remove(verdict.getNumber());
            if (verdict.getRefusal().getCode() == RefusalCode.STOPPING) {
                connected = false;
                draining = true;
            }
        }
        if (one == null) {
            return;
        }
        if (verdict.getRefusal().getCode() == RefusalCode.STOPPING) {
            one.lost().lost(false);
        } else {
            one.outcome().accept(LinkMessages.outcome(one.sample(), verdict));
        }
    }

    private void welcomed(long mine, Welcome welcome) {
        synchronized (this) {
            if (mine != attempt || closed) {
                return;
            }
            boot = welcome.getBootId();
            connected = true;
            retry = FIRST_RETRY;
        }
        LOG.infof("stream to %s of section above is open", address);
        opened.run();
    }

    /** Sends nothing more on this stream; verdicts of what was sent still come. */
    private synchronized void drain(long mine) {
        var stream = up;
        if (mine == attempt && stream != null) {
            connected = false;
            draining = true;
            stream.onCompleted();
        }
    }

    private void notWelcomed(long mine) {
        synchronized (this) {
            if (mine != attempt || connected || draining || closed) {
                return;
            }
        }
        lost(mine, "no welcome came");
    }

    private void lost(long mine, String why) {
        List<Waiting> orphans;
        synchronized (this) {
            if (mine != attempt) {
                return;
            }
            attempt++;
            if (connected && !closed) {
                LOG.warnf("stream to %s is lost: %s", address, why);
            }
            connected = false;
            orphans = List.copyOf(waiting.values());
            waiting.clear();
            shutdown();
            if (!closed) {
                context.timer()
                        .schedule(retry, () -> context.resources().background().execute(this::connect));
                var twice = retry.multipliedBy(2);
                retry = twice.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : twice;
            }
        }
        orphans.forEach(orphan -> orphan.lost().lost(true));
    }

    private void shutdown() {
        if (channel != null) {
            channel.shutdownNow();
        }
        channel = null;
        up = null;
    }

    @Override
    public void close() {
        long mine;
        synchronized (this) {
            closed = true;
            mine = attempt;
        }
        lost(mine, "closed");
    }

    /** Hears what comes down, for one attempt to open the stream. */
    private final class Receiver implements StreamObserver<Down> {
        private final long mine;

        Receiver(long mine) {
            this.mine = mine;
        }

        @Override
        public void onNext(Down down) {
            if (down.hasWelcome()) {
                welcomed(mine, down.getWelcome());
            } else if (down.hasVerdict()) {
                decided(down.getVerdict());
            } else if (down.hasDrain()) {
                drain(mine);
            }
        }

        @Override
        public void onError(Throwable error) {
            lost(mine, String.valueOf(error.getMessage()));
        }

        @Override
        public void onCompleted() {
            lost(mine, "the other side ended it");
        }
    }
}
