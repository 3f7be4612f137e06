package dev.ddnn.operator.cluster;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Ends an operator at one of its writes, once it is armed: from then on no request of it reaches the API server. */
final class Death implements Interceptor {
    /** Where in a write. */
    enum Moment {
        BeforeSending,
        ReplyLost,
        AfterReply
    }

    private final List<String> writes = new CopyOnWriteArrayList<>();
    private volatile boolean armed;
    private volatile boolean dead;
    private volatile int fatal;
    private volatile String fatalWrite = "";
    private volatile Moment moment = Moment.BeforeSending;

    /**
     * Counts writes from now on, and ends the operator at one of them.
     *
     * @param write from 1; 0: at none
     */
    void arm(int write, Moment when) {
        writes.clear();
        fatalWrite = "";
        fatal = write;
        moment = when;
        armed = true;
    }

    boolean hasStruck() {
        return dead;
    }

    /** Since it was armed. */
    List<String> writes() {
        return List.copyOf(writes);
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        stopTheDead();
        if (armed && !"GET".equals(request.method()) && isFatal(request) && moment == Moment.BeforeSending) {
            dead = true;
            stopTheDead();
        }
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (armed && !dead && fatalWrite.equals(name(request))) {
            dead = true;
            if (moment == Moment.ReplyLost) {
                stopTheDead();
            }
        }
    }

    /** Counts a write. Others may be on their way at the same time. */
    private synchronized boolean isFatal(HttpRequest write) {
        writes.add(name(write));
        boolean isFatal = writes.size() == fatal;
        if (isFatal) {
            fatalWrite = name(write);
        }
        return isFatal;
    }

    private static String name(HttpRequest request) {
        return request.method() + " " + request.uri().getPath();
    }

    private void stopTheDead() {
        if (dead) {
            throw new IllegalStateException("the operator is dead");
        }
    }
}
