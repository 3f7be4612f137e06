package dev.ddnn.pod.forward;

import dev.ddnn.contract.link.Hello;
import dev.ddnn.contract.section.SectionConfig.Address;
import dev.ddnn.pod.sample.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One branch of the next section: a stream to each address that its name resolves to. The name is resolved again every second, and
 * four times as often while no stream is open; a name that does not resolve changes nothing, since the streams that are there still say
 * whether their pods are.
 */
final class BranchLink implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BranchLink.class);
    private static final Duration RESOLVE_EVERY = Duration.ofSeconds(1);
    private static final Duration SEARCH_EVERY = Duration.ofMillis(250);
    private static final int HELD_AT_MOST = 32;
    private final Address address;
    private final Hello hello;
    private final LinkContext context;
    private final Map<InetAddress, LinkStream> streams = new HashMap<>();
    private final Set<Delivery> held = new LinkedHashSet<>();
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
     * Sends to the pod that the sample belongs to. If that one is lost before its verdict, to another, since computing a sample twice
     * is harmless; but not where parts of several pods meet: there it waits a moment for a stream, and asks the same process again.
     *
     * @return takes the sample back: its outcome is not wanted any more
     */
    Runnable send(UpwardSample sample, Refusals refusals, Consumer<Outcome> outcome) {
        if (refusals.joined()) {
            var delivery = new Delivery(sample, refusals, outcome);
            deliver(delivery);
            return delivery::cancel;
        }
        var chosen = pick(sample);
        if (chosen == null) {
            outcome.accept(refusals.unreachable());
            return () -> {};
        }
        return chosen.send(sample, false, outcome, taken -> sendAgain(sample, chosen, refusals, outcome));
    }

    private void sendAgain(UpwardSample sample, LinkStream lost, Refusals refusals, Consumer<Outcome> outcome) {
        var chosen = pick(sample);
        if (chosen == null || chosen == lost) {
            outcome.accept(refusals.unreachable());
        } else {
            chosen.send(sample, false, outcome, taken -> outcome.accept(refusals.unreachable()));
        }
    }

    private void deliver(Delivery delivery) {
        var chosen = pick(delivery.sample());
        if (chosen == null) {
            hold(delivery);
            return;
        }
        var boot = chosen.boot();
        if (!delivery.mayGoTo(boot)) {
            delivery.refuse();
        } else if (delivery.goes()) {
            delivery.sent(chosen.send(delivery.sample(), delivery.left(), delivery::finish, taken -> {
                if (taken) {
                    delivery.lostBy(boot);
                }
                hold(delivery);
            }));
        }
    }

    /** Keeps it until a stream opens, not for long: who feeds samples hears soon that the way is closed. */
    private void hold(Delivery delivery) {
        delivery.waits(context.timer());
        boolean room;
        synchronized (held) {
            held.removeIf(Delivery::done);
            room = !closed && held.size() < HELD_AT_MOST;
            if (room) {
                held.add(delivery);
            }
        }
        if (!room) {
            delivery.refuse();
        } else if (connected()) {
            opened();
        }
    }

    /** A stream is open: what waited for one goes on. */
    private void opened() {
        List<Delivery> now;
        synchronized (held) {
            now = List.copyOf(held);
            held.clear();
        }
        now.stream().filter(one -> !one.done()).forEach(this::deliver);
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
            if (connected()) {
                opened();
            }
        } catch (UnknownHostException e) {
            if (!unresolved) {
                LOG.infof("'%s' does not resolve yet", address.host());
            }
            unresolved = true;
        } finally {
            context.timer().schedule(connected() ? RESOLVE_EVERY : SEARCH_EVERY, () -> context.resources()
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
                var socket = new InetSocketAddress(key, address.port());
                var stream = new LinkStream(socket, address.branch(), hello, context, this::opened);
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
    public void close() {
        synchronized (this) {
            closed = true;
            open = List.of();
            streams.values().forEach(LinkStream::close);
            streams.clear();
        }
        List<Delivery> last;
        synchronized (held) {
            last = List.copyOf(held);
            held.clear();
        }
        last.forEach(Delivery::refuse);
    }
}
