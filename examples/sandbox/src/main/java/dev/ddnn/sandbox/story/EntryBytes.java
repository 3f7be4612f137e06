package dev.ddnn.sandbox.story;

import dev.ddnn.sandbox.net.TrafficMeter.Count;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a client hands to TCP and takes from it. */
final class EntryBytes {
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();

    void sent(int count) {
        sent.add(count);
    }

    Count count() {
        return new Count(sent.sum(), received.sum());
    }

    /** Counts what is read; for readers that take blocks. */
    InputStream counting(InputStream from) {
        return new FilterInputStream(from) {
            @Override
            public int read() throws IOException {
                int one = in.read();
                received.add(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = in.read(into, offset, length);
                received.add(Math.max(0, count));
                return count;
            }
        };
    }
}
