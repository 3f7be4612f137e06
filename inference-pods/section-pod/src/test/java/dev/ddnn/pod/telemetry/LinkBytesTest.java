package dev.ddnn.pod.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.report.PodReport;
import dev.ddnn.pod.testing.Await;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.nio.NioEventLoopGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class LinkBytesTest {
    private final NioEventLoopGroup events = new NioEventLoopGroup(1);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LinkBytes bytes = new LinkBytes(registry);

    @AfterEach
    void stop() {
        events.shutdownGracefully();
    }

    @Test
    void bothSidesCountEachByteOnceEachWay() throws Exception {
        // Given
        Channel server = new ServerBootstrap()
                .group(events)
                .channelFactory(bytes.listening())
                .childHandler(answering(30))
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        Channel client = new Bootstrap()
                .group(events)
                .channelFactory(bytes.dialling())
                .handler(answering(0))
                .connect(server.localAddress())
                .sync()
                .channel();

        // When
        client.writeAndFlush(Unpooled.wrappedBuffer(new byte[1000])).sync();

        // Then
        Await.until("the reply is there", () -> bytes.report().nextReceived() > 0);
        assertThat(bytes.report()).isEqualTo(new PodReport.LinkBytes(1000, 30, 30, 1000));
        assertThat(registry.counter(MetricNames.LINK_BYTES, "side", "below", "way", "received")
                        .count())
                .isEqualTo(1000);
    }

    /** Answers whatever comes first with so many bytes. */
    private static ChannelInitializer<Channel> answering(int length) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                        if (length > 0) {
                            context.writeAndFlush(Unpooled.wrappedBuffer(new byte[length]));
                        }
                    }
                });
            }
        };
    }
}
