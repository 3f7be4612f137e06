package dev.ddnn.pod.telemetry;

import dev.ddnn.contract.report.PodReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.List;

/**
 * Counts the bytes of the streams to the next section and from the section below, as they are handed to TCP and come from it: so
 * all framing above TCP is in it. The counter sits in the pipeline next to the socket, below everything that gRPC adds.
 */
public final class LinkBytes {
    private final Way next;
    private final Way below;

    private record Way(OwnCounter sent, OwnCounter received) {}

    /** All counters exist from the start. */
    public LinkBytes(MeterRegistry registry) {
        next = way(registry, "next");
        below = way(registry, "below");
    }

    private static Way way(MeterRegistry registry, String side) {
        return new Way(
                new OwnCounter(registry, MetricNames.LINK_BYTES, "side", side, "way", "sent"),
                new OwnCounter(registry, MetricNames.LINK_BYTES, "side", side, "way", "received"));
    }

    /** Sockets that dial the next section. */
    public ChannelFactory<Channel> dialling() {
        return () -> counted(new NioSocketChannel(), next);
    }

    /** Sockets that listen for the section below. */
    public ChannelFactory<ServerChannel> listening() {
        return () -> new CountingServer(below);
    }

    /** The counters for the report. */
    public PodReport.LinkBytes report() {
        return new PodReport.LinkBytes(
                next.sent().count(),
                next.received().count(),
                below.sent().count(),
                below.received().count());
    }

    private static Channel counted(Channel channel, Way way) {
        channel.pipeline().addFirst(new Meter(way));
        return channel;
    }

    /** Its connections are counted from their first byte. */
    private static final class CountingServer extends NioServerSocketChannel {
        private final Way way;

        CountingServer(Way way) {
            this.way = way;
        }

        @Override
        protected int doReadMessages(List<Object> accepted) throws Exception {
            int before = accepted.size();
            int result = super.doReadMessages(accepted);
            for (Object connection : accepted.subList(before, accepted.size())) {
                counted((Channel) connection, way);
            }
            return result;
        }
    }

    private static final class Meter extends ChannelDuplexHandler {
        private final Way way;

        Meter(Way way) {
            this.way = way;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof ByteBuf bytes) {
                way.received().add(bytes.readableBytes());
            }
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof ByteBuf bytes) {
                way.sent().add(bytes.readableBytes());
            }
            context.write(message, promise);
        }
    }
}
