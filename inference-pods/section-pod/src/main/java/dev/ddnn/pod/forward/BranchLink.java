package dev.ddnn.pod.forward;

import dev.ddnn.contract.link.Hello;
import dev.ddnn.contract.section.SectionConfig.Address;
import dev.ddnn.pod.sample.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One branch of the next section: a stream to each address that its name resolves to. The name is resolved again every second; a
 * name that does not resolve changes nothing, since the streams that are there still say whether their pods are.
 */
final class BranchLink implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BranchLink.class);
    private static final Duration RESOLVE_EVERY = Duration.ofSeconds(1);
    private final Address address;
    private final Hello hello;
    private final LinkContext context;
    private final Map<InetAddress, LinkStream> streams = new HashMap<>();
    private volatile List<LinkStream> open = List.of();
    private boolean started;
    private boolean unresolved;
    private volatile boolean closed;

    BranchLink(Address address, Hello hello, LinkContext context) {
        this.address = address;
        this.hello = hello;
        this.context = context;
    }

    synchronized void start() {
        if (!started) {
            started = true;
            context.resources().background().execute(this::resolve);
        }
    }

    /**
     * Sends to the pod that the sample belongs to; if that one is lost before its verdict, to another, since computing a sample
     * twice is harmless.
     *
     * @return takes the sample back: its outcome is not wanted any more
     */
    Runnable send(UpwardSample sample, Outcome unreachable, Consumer<Outcome> outcome) {
        var chosen = pick(sample);
        if (chosen == null) {
            outcome.accept(unreachable);
            return () -> {};
        }
        return chosen.send(sample, outcome, () -> sendAgain(sample, chosen, unreachable, outcome));
    }

    private void sendAgain(UpwardSample sample, LinkStream lost, Outcome unreachable, Consumer<Outcome> outcome) {
        var chosen = pick(sample);
        if (chosen == null || chosen == lost) {
            outcome.accept(unreachable);
        } else {
            chosen.send(sample, outcome, () -> outcome.accept(unreachable));
        }
    }

    private @Nullable LinkStream pick(UpwardSample sample) {
        var connected = open.stream().filter(LinkStream::connected).toList();
        return RendezvousHash.pick(sample.sample(), connected, LinkStream::name).orElse(null);
    }

    boolean connected() {
        return open.stream().anyMatch(LinkStream::connected);
    }

    private void resolve() {
        if (closed) {
            return;
        }
        try {
            follow(context.resolver().resolve(address.host()));
            unresolved = false;
        } catch (UnknownHostException e) {
            if (!unresolved) {
                LOG.infof("'%s' does not resolve yet", address.host());
            }
            unresolved = true;
        } finally {
            context.timer().schedule(RESOLVE_EVERY, () -> context.resources()
                    .background()
                    .execute(this::resolve));
        }
    }

    private synchronized void follow(List<InetAddress> addresses) {
        if (closed) {
            return;
        }
        for (InetAddress one : addresses) {
            streams.computeIfAbsent(one, key -> {
                var stream =
                        new LinkStream(new InetSocketAddress(key, address.port()), address.branch(), hello, context);
                stream.connect();
                return stream;
            });
        }
        streams.entrySet().removeIf(entry -> {
            boolean gone = !addresses.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
        open = List.copyOf(streams.values());
    }

    @Override
    public synchronized void close() {
        closed = true;
        open = List.of();
        streams.values().forEach(LinkStream::close);
        streams.clear();
    }
}
