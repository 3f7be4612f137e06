package dev.ddnn.pod;

import dev.ddnn.pod.time.SystemTimer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The pod's threads: one for the sockets of the streams, one for time, a few that
 * compute, and as many as it takes for what may block: loading, resolving, calling home. All are daemons.
 */
final class PodThreads implements AutoCloseable {
    private final SystemTimer timer = new SystemTimer();
    private final ExecutorService background = Executors.newCachedThreadPool(named("ddnn-background"));
    private final ThreadPoolExecutor workers;
    private final SpareTime spare;
    private final EventLoopGroup events = new NioEventLoopGroup(1, named("ddnn-links"));
    private final HttpClient http;

    PodThreads(int workerThreads) {
        workers = new ThreadPoolExecutor(
                workerThreads, workerThreads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("ddnn-worker"));
        spare = new SpareTime(workers);
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .executor(background)
                .build();
    }

    private static ThreadFactory named(String name) {
        var count = new AtomicInteger();
        return action -> {
            var thread = new Thread(action, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    SystemTimer timer() {
        return timer;
    }

    ExecutorService background() {
        return background;
    }

    Executor workers() {
        return workers;
    }

    SpareTime spare() {
        return spare;
    }

    EventLoopGroup events() {
        return events;
    }

    HttpClient http() {
        return http;
    }

    @Override
    public void close() {
        timer.close();
        workers.shutdown();
        background.shutdown();
        events.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
