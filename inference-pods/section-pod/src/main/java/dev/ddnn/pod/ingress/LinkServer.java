package dev.ddnn.pod.ingress;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * The gRPC port. Messages are handled on the event loop: taking a part in never blocks, and a change of threads would cost more
 * than the work. Keep-alive pings notice a sender whose link was cut without a word.
 */
public final class LinkServer implements AutoCloseable {
    private static final int WINDOW_BYTES = 1 << 20;
    private static final int MAX_MESSAGE_BYTES = 16 << 20;
    private static final int DRAIN_SECONDS = 3;
    private final LinkService service;
    private final Server server;

    /**
     * @param address where to listen
     * @param events threads of the sockets
     * @param sockets makes the listening one
     * @param service takes the streams
     */
    public LinkServer(
            InetSocketAddress address,
            EventLoopGroup events,
            ChannelFactory<ServerChannel> sockets,
            LinkService service) {
        this.service = service;
        server = NettyServerBuilder.forAddress(address)
                .bossEventLoopGroup(events)
                .workerEventLoopGroup(events)
                .channelFactory(sockets)
                .directExecutor()
                .flowControlWindow(WINDOW_BYTES)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .keepAliveTime(5, TimeUnit.SECONDS)
                .keepAliveTimeout(3, TimeUnit.SECONDS)
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .addService(service)
                .build();
    }

    /**
     * Listens from now on.
     *
     * @throws IOException if the port cannot be had
     */
    public void start() throws IOException {
        server.start();
    }

    /** The port, also where 0 was asked for. */
    public int port() {
        return server.getPort();
    }

    /**
     * Lets the senders end their streams: what they sent gets its verdict before, each sender of a sample the same. Who does not
     * within 3 seconds is cut off.
     */
    @Override
    public void close() {
        server.shutdown();
        service.drain();
        try {
            server.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.shutdownNow();
    }
}
