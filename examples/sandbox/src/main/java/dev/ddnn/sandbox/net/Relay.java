package dev.ddnn.sandbox.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Listens on one address and port and connects each caller to a target, over the links between them. */
final class Relay implements Closeable {
    /**
     * Where a call goes.
     *
     * @param target address and port to dial
     * @param path what lies between caller and target
     * @param traffic what the call is for
     */
    record Route(InetSocketAddress target, Path path, Traffic traffic) {}

    private static final Logger LOG = Logger.getLogger(Relay.class.getName());
    private static final int CONNECT_MILLIS = 2_000;
    private static final long PAUSE_MILLIS = 200;

    private final ServerSocket listener;
    private final Thread acceptor;
    private final Supplier<Optional<Route>> router;
    private final Wire wire;
    private final TrafficMeter meter;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger beingConnected = new AtomicInteger();
    private final Set<Crossing> crossings = ConcurrentHashMap.newKeySet();
    private volatile boolean endsAllCalls;

    /**
     * @param router asked for each call; empty: nobody is there, the call is closed at once
     * @throws UncheckedIOException if the address is taken
     */
    Relay(InetSocketAddress address, Supplier<Optional<Route>> router, Wire wire, TrafficMeter meter) {
        this.router = router;
        this.wire = wire;
        this.meter = meter;
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(address, 256);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
        acceptor = Threads.start("relay " + address, this::accept);
    }

    /** Until it is closed: a failure, such as too many open files, may pass. */
    private void accept() {
        try {
            while (!listener.isClosed()) {
                try {
                    Socket caller = listener.accept();
                    beingConnected.incrementAndGet();
                    Threads.start("relay to be", () -> {
                        try {
                            connect(caller);
                        } finally {
                            beingConnected.decrementAndGet();
                        }
                    });
                } catch (IOException e) {
                    if (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                        LOG.log(
                                Level.WARNING,
                                "relay " + listener.getLocalSocketAddress() + " tries to accept again",
                                e);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect(Socket caller) {
        Optional<Route> route = router.get();
        if (route.isEmpty()) {
            Crossing.closeQuietly(caller);
            return;
        }
        Socket target = new Socket();
        try {
            target.connect(route.get().target(), CONNECT_MILLIS);
            Crossing crossing = new Crossing(caller, target, route.get(), wire, meter);
            crossings.add(crossing);
            crossing.start(() -> crossings.remove(crossing));
            if (endsAllCalls) {
                crossing.close();
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "no connection to " + route.get().target(), e);
            Crossing.closeQuietly(caller);
            Crossing.closeQuietly(target);
        }
    }

    /**
     * Takes no more calls; those that are open go on until one side ends them. An endpoint that leaves its Service cuts nobody off on
     * any cluster either: a pod that stops says goodbye over its open connections.
     */
    void retire() {
        closed.countDown();
        Crossing.closeQuietly(listener);
        try {
            // The kernel takes calls until the thread that waits for one has left.
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether no call is open or about to be. */
    boolean isIdle() {
        return beingConnected.get() == 0 && crossings.isEmpty();
    }

    @Override
    public void close() {
        retire();
        endsAllCalls = true;
        crossings.forEach(Crossing::close);
    }
}
