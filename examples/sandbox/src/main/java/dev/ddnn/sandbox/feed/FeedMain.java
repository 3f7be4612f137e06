package dev.ddnn.sandbox.feed;

import dev.ddnn.sandbox.net.TrafficMeter.Count;
import dev.ddnn.sandbox.story.Entry;
import dev.ddnn.sandbox.story.Feeder;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.Samples;
import dev.ddnn.sandbox.story.Story.View;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * The program of the pod {@code story-client}. Its container runs {@code wait}, which prints the command line that {@code feed} is
 * called with, and does nothing until it is told to end; each feeding is a process of its own beside it.
 */
public final class FeedMain {
    private static final String USAGE = "Usage: FeedMain wait | feed";
    /** Begins a line of the standard error that acknowledges bytes. */
    public static final String ACKNOWLEDGED = "got ";

    private static final int REPORT_EVERY = 50;

    private FeedMain() {}

    /** Ends with 0, or with the reason on standard error. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = List.of(arguments);
        if (words.equals(List.of("wait"))) {
            System.out.println(FeedCommand.line());
            System.out.flush();
            new CountDownLatch(1).await();
        } else if (words.equals(List.of("feed"))) {
            feed(System.in, System.out, System.err);
        } else {
            System.err.println(USAGE);
            System.exit(2);
        }
    }

    /**
     * Obeys one order. Answers are written when all are there: until then the links carry what is measured, and little else.
     *
     * @param in order and samples
     * @param out gets one line per sample, then the end
     * @param progress gets what is acknowledged, then a number of samples now and then, one per line
     */
    static void feed(InputStream in, OutputStream out, PrintStream progress) throws IOException, InterruptedException {
        DataInputStream input = new DataInputStream(new BufferedInputStream(in));
        FeedOrder order = FeedWire.readOrder(input);
        Samples samples = FeedWire.readSamples(input, order, bytes -> progress.println(ACKNOWLEDGED + bytes));
        List<Entry> entries =
                order.doors().stream().map(door -> entry(order, door)).toList();
        Feeder feeder =
                new Feeder(samples, i -> entries, order.concurrency(), Duration.ofMillis(order.timeoutMillis()));
        long start = System.nanoTime();
        IntConsumer done = n -> {
            if (n % REPORT_EVERY == 0 || n == order.count()) {
                progress.println(n);
            }
        };
        List<Outcome> outcomes =
                order.loop() ? feeder.loop(order.count(), enough(input), done) : feeder.feed(order.count(), done);
        double seconds = (System.nanoTime() - start) / 1e9;
        Count bytes = feeder.bytes();
        BufferedWriter lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        for (Outcome outcome : outcomes) {
            lines.write(FeedWire.line(outcome));
            lines.newLine();
        }
        lines.write(FeedWire.line(new FeedEnd(bytes.up(), bytes.back(), seconds)));
        lines.newLine();
        lines.flush();
    }

    /** Whether the input has said that it is enough, or has ended. */
    private static BooleanSupplier enough(InputStream input) {
        AtomicBoolean enough = new AtomicBoolean();
        Thread listener = new Thread(
                () -> {
                    try {
                        input.read();
                    } catch (IOException e) {
                        System.err.println("the input broke: " + e.getMessage());
                    } finally {
                        enough.set(true);
                    }
                },
                "enough");
        listener.setDaemon(true);
        listener.start();
        return enough::get;
    }

    private static Entry entry(FeedOrder order, FeedOrder.Door door) {
        List<View> views = order.views().stream()
                .filter(v -> door.views().contains(v.name()))
                .toList();
        return new Entry(door.url().getHost(), order.model(), views, () -> resolve(door.url()));
    }

    private static Optional<InetSocketAddress> resolve(URI url) {
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByName(url.getHost()), url.getPort()));
        } catch (UnknownHostException nowhere) {
            return Optional.empty();
        }
    }
}
