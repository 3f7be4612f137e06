package dev.ddnn.sandbox.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One connection over links: four threads that read and write, with the wire in between. */
final class Crossing {
    private static final Logger LOG = Logger.getLogger(Crossing.class.getName());
    private static final int CHUNK = 16 * 1024;

    /** Bytes under way in one direction, like TCP's window. */
    private static final int WINDOW = 512 * 1024;

    private static final byte[] END = {};

    private final Socket caller;
    private final Socket target;
    private final Relay.Route route;
    private final Wire wire;
    private final TrafficMeter meter;
    private final AtomicInteger openDirections = new AtomicInteger(2);

    Crossing(Socket caller, Socket target, Relay.Route route, Wire wire, TrafficMeter meter) throws IOException {
        this.caller = caller;
        this.target = target;
        this.route = route;
        this.wire = wire;
        this.meter = meter;
        caller.setTcpNoDelay(true);
        target.setTcpNoDelay(true);
    }

    void start(Runnable whenDone) {
        LongAdder up = meter.up(route.traffic());
        LongAdder back = meter.back(route.traffic());
        Consumer<byte[]> recorder = meter.recorder(route.traffic());
        pump(new Flow(caller, target, route.path(), up, recorder), whenDone);
        pump(new Flow(target, caller, route.path().reversed(), back, chunk -> {}), whenDone);
    }

    /** One direction. */
    private record Flow(Socket from, Socket to, Path path, LongAdder counter, Consumer<byte[]> recorder) {}

    private void pump(Flow flow, Runnable whenDone) {
        LinkedBlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
        Semaphore window = new Semaphore(WINDOW);
        Threads.start("crossing in", () -> read(flow, window, arrived));
        Threads.start("crossing out", () -> {
            write(flow.to(), window, arrived);
            if (openDirections.decrementAndGet() == 0) {
                close();
                whenDone.run();
            }
        });
    }

    private void read(Flow flow, Semaphore window, LinkedBlockingQueue<byte[]> arrived) {
        byte[] buffer = new byte[CHUNK];
        try {
            InputStream in = flow.from().getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                window.acquire(n);
                byte[] chunk = Arrays.copyOf(buffer, n);
                flow.counter().add(n);
                flow.recorder().accept(chunk);
                wire.send(chunk, flow.path(), arrived::add);
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "connection ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        wire.send(END, flow.path(), arrived::add);
    }

    private void write(Socket to, Semaphore window, LinkedBlockingQueue<byte[]> arrived) {
        try {
            OutputStream out = to.getOutputStream();
            for (byte[] chunk = arrived.take(); chunk.length > 0; chunk = arrived.take()) {
                out.write(chunk);
                window.release(chunk.length);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            LOG.log(Level.FINE, "connection broken", e);
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        window.release(WINDOW); // a reader that waits for room must see the end
    }

    void close() {
        closeQuietly(caller);
        closeQuietly(target);
    }

    static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "not closed cleanly", e);
        }
    }
}
