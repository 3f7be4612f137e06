package dev.ddnn.sandbox.feed;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.Samples;
import dev.ddnn.sandbox.story.Story.View;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.IntConsumer;

/**
 * How order and samples are written: length of the JSON (four bytes, big-endian), the JSON of a {@link FeedOrder}, then each
 * sample's views in the order's order, row by row, without anything between. So the reader knows where it ends, on connections
 * that cannot be closed one way too. The reader acknowledges the order, and then each {@value #CHUNK} bytes and the last ones; the
 * writer waits for that, since the client library's connections fail where a message follows another that is not sent yet. Where
 * the order says to loop, one more byte, or the end, says that it is enough.
 */
public final class FeedWire {
    static final int CHUNK = 1 << 16;

    private static final int LONGEST_ORDER = 1 << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private FeedWire() {}

    /** Waits until the reader has so many bytes of samples, and with 0 the order. */
    @FunctionalInterface
    public interface Acknowledged {
        /** @throws IOException if that does not come about */
        void await(int bytes) throws IOException, InterruptedException;
    }

    /** Writes an order and its samples. */
    public static void write(OutputStream to, FeedOrder order, Samples samples, Acknowledged acknowledged)
            throws IOException, InterruptedException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(head);
        byte[] json = MAPPER.writeValueAsBytes(order);
        out.writeInt(json.length);
        out.write(json);
        to.write(head.toByteArray());
        to.flush();
        acknowledged.await(0);
        ByteArrayOutputStream body = new ByteArrayOutputStream(order.sampleBytes() * order.count());
        for (int i = 0; i < order.count(); i++) {
            for (View view : order.views()) {
                body.write(samples.view(i, view));
            }
        }
        byte[] all = body.toByteArray();
        for (int sent = 0; sent < all.length; ) {
            int length = Math.min(CHUNK, all.length - sent);
            to.write(all, sent, length);
            to.flush();
            sent += length;
            acknowledged.await(sent);
        }
    }

    /** Reads an order; its samples follow. */
    static FeedOrder readOrder(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 1 || length > LONGEST_ORDER) {
            throw new IOException("an order must have 1 to " + LONGEST_ORDER + " bytes, found " + length);
        }
        return MAPPER.readValue(in.readNBytes(length), FeedOrder.class);
    }

    /**
     * Reads all samples of an order.
     *
     * @param acknowledge told how many bytes are there
     */
    static Samples readSamples(InputStream in, FeedOrder order, IntConsumer acknowledge) throws IOException {
        byte[] all = new byte[Math.multiplyExact(order.sampleBytes(), order.count())];
        acknowledge.accept(0);
        for (int had = 0; had < all.length; ) {
            int length = Math.min(CHUNK, all.length - had);
            int read = in.readNBytes(all, had, length);
            had += read;
            if (read < length) {
                throw new IOException("the input ended after " + had + " of " + all.length + " bytes");
            }
            acknowledge.accept(had);
        }
        return new ReceivedSamples(order, all);
    }

    /** What became of a sample, as one line. */
    static String line(Outcome outcome) throws IOException {
        return MAPPER.writeValueAsString(FeedLine.of(outcome));
    }

    /** The last line. */
    static String line(FeedEnd end) throws IOException {
        return MAPPER.writeValueAsString(end);
    }

    static JsonMapper mapper() {
        return MAPPER;
    }

    private record ReceivedSamples(FeedOrder order, byte[] all) implements Samples {
        @Override
        public int size() {
            return order.count();
        }

        @Override
        public int label(int i) {
            return -1;
        }

        @Override
        public byte[] view(int i, View view) {
            int offset = i * order.sampleBytes();
            for (View other : order.views()) {
                if (other.equals(view)) {
                    byte[] cut = new byte[view.size()];
                    System.arraycopy(all, offset, cut, 0, cut.length);
                    return cut;
                }
                offset += other.size();
            }
            throw new IllegalArgumentException("the order has no view " + view.name());
        }
    }
}
