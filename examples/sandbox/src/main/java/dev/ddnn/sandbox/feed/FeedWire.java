package dev.ddnn.sandbox.feed;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.Samples;
import dev.ddnn.sandbox.story.Story.View;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * How order and samples are written: length of the JSON (four bytes, big-endian), the JSON of a {@link FeedOrder}, then each
 * sample's views in the order's order, row by row, without anything between. So the reader knows where it ends, on connections
 * that cannot be closed one way too.
 */
public final class FeedWire {
    private static final int LONGEST_ORDER = 1 << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private FeedWire() {}

    /** Writes an order and its samples. */
    public static void write(OutputStream to, FeedOrder order, Samples samples) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        byte[] json = MAPPER.writeValueAsBytes(order);
        out.writeInt(json.length);
        out.write(json);
        for (int i = 0; i < order.count(); i++) {
            for (View view : order.views()) {
                out.write(samples.view(i, view));
            }
        }
        out.flush();
    }

    /** Reads an order; its samples follow. */
    static FeedOrder readOrder(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 1 || length > LONGEST_ORDER) {
            throw new IOException("an order must have 1 to " + LONGEST_ORDER + " bytes, found " + length);
        }
        return MAPPER.readValue(in.readNBytes(length), FeedOrder.class);
    }

    /** Reads all samples of an order. */
    static Samples readSamples(InputStream in, FeedOrder order) throws IOException {
        int each = order.sampleBytes();
        byte[] all = in.readNBytes(Math.multiplyExact(each, order.count()));
        if (all.length < each * order.count()) {
            throw new IOException("the input ended after " + all.length + " of " + each * order.count() + " bytes");
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
