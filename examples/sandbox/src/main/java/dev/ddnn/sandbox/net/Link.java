package dev.ddnn.sandbox.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A node's uplink: delay and rate in both directions, shared by everything that passes, until it is cut.
 *
 * <p>Data that meets a cut link waits there until it heals, as TCP would send it again; a connection over a cut link is silent,
 * not closed.
 */
public final class Link {
    /** Seen from the node that owns the link. */
    enum Direction {
        UP,
        DOWN
    }

    private final String node;
    private long bitsPerSecond;
    private long latencyNanos;
    private boolean cut;
    private final long[] busyUntil = new long[Direction.values().length];
    private final long[] bytes = new long[Direction.values().length];
    private final List<Runnable> held = new ArrayList<>();

    Link(String node, long bitsPerSecond, Duration latency) {
        this.node = node;
        shape(bitsPerSecond, latency);
    }

    /** Name of the node whose uplink it is. */
    public String node() {
        return node;
    }

    /**
     * Changes rate and delay for what comes from now on.
     *
     * @param bitsPerSecond each way; 0: unlimited
     * @param latency one way
     */
    public synchronized void shape(long bitsPerSecond, Duration latency) {
        this.bitsPerSecond = bitsPerSecond;
        this.latencyNanos = latency.toNanos();
    }

    /** From now on nothing passes. */
    public synchronized void cut() {
        cut = true;
    }

    /** Lets everything pass again, what was held first: it enters before anything that comes now. */
    public synchronized void heal() {
        cut = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    /** Bytes that have entered the link upwards, framing included, those of TCP and IP apart. */
    public synchronized long bytesUp() {
        return bytes[Direction.UP.ordinal()];
    }

    /** Bytes that have entered the link downwards. */
    public synchronized long bytesDown() {
        return bytes[Direction.DOWN.ordinal()];
    }

    /** True if the link is cut: then {@code enter} runs when it heals. */
    synchronized boolean holds(Runnable enter) {
        if (cut) {
            held.add(enter);
        }
        return cut;
    }

    /**
     * Takes some bytes in.
     *
     * @return nanoseconds (of the same clock as {@code now}) at which their last bit arrives at the other end
     */
    synchronized long carry(Direction direction, int count, long now) {
        int way = direction.ordinal();
        bytes[way] += count;
        long start = Math.max(now, busyUntil[way]);
        busyUntil[way] = bitsPerSecond == 0 ? start : start + count * 8_000_000_000L / bitsPerSecond;
        return busyUntil[way] + latencyNanos;
    }
}
