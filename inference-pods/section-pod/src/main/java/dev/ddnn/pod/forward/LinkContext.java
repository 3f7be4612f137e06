package dev.ddnn.pod.forward;

import dev.ddnn.contract.link.Hello;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.pod.config.PodIdentity;
import dev.ddnn.pod.time.Timer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What all streams upwards share.
 *
 * @param identity who this pod is
 * @param sectionName name of this pod's section, once known
 * @param branchName name of this pod's branch, once known
 * @param timer for deadlines and reconnecting
 * @param resolver names to addresses; may block
 * @param resources threads
 */
public record LinkContext(
        PodIdentity identity,
        Supplier<String> sectionName,
        Supplier<String> branchName,
        Timer timer,
        Resolver resolver,
        Resources resources) {
    /** Names to addresses. */
    @FunctionalInterface
    public interface Resolver {
        /**
         * All addresses of the host.
         *
         * @throws UnknownHostException if it has none now
         */
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    /**
     * @param background may block
     * @param events of the sockets
     * @param sockets makes them
     */
    public record Resources(Executor background, EventLoopGroup events, ChannelFactory<Channel> sockets) {}

    String section() {
        return sectionName.get();
    }

    Hello hello(SectionConfig config) {
        return Hello.newBuilder()
                .setNamespace(config.namespace())
                .setDdnn(config.ddnn())
                .setSection(config.section())
                .setBranch(branchName.get())
                .setPod(identity.pod())
                .setBootId(identity.bootId())
                .build();
    }
}
