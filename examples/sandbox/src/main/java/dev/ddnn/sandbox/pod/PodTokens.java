package dev.ddnn.sandbox.pod;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of a pod's service account, as a kubelet holds them: one for each audience and lifetime, asked for once and again when a
 * fifth of its lifetime is left, or after a day. One that cannot be renewed is kept until it expires. On a node that is cut off,
 * what was written into the pod's volumes stays there.
 */
final class PodTokens {
    private static final Logger LOG = Logger.getLogger(PodTokens.class.getName());
    private static final Duration MOST = Duration.ofDays(1);

    /**
     * What a token is wanted for.
     *
     * @param audience absent: the API server
     * @param seconds that it lives
     */
    record Wish(@Nullable String audience, long seconds) {}

    /**
     * A token.
     *
     * @param value never to be told
     * @param expires as the API server says
     */
    record Token(String value, Instant expires) {}

    /** Where tokens come from. */
    @FunctionalInterface
    interface Source {
        /** A new one. */
        Token request(Wish wish);
    }

    private final Source source;
    private final BooleanSupplier connected;
    private final Clock clock;
    private final Map<Wish, Token> held = new HashMap<>();

    /**
     * @param connected whether the node reaches the API server now
     */
    PodTokens(Source source, BooleanSupplier connected, Clock clock) {
        this.source = source;
        this.connected = connected;
        this.clock = clock;
    }

    /**
     * The token to use now.
     *
     * @throws KubernetesClientException if there is none that is still good
     */
    synchronized String token(Wish wish) throws NotYet {
        Token known = held.get(wish);
        if (known != null && !(isDue(wish, known) && connected.getAsBoolean())) {
            return known.value();
        }
        if (!connected.getAsBoolean()) {
            throw new NotYet("FailedMount", "no token can be asked for: the node is cut off");
        }
        try {
            Token newer = source.request(wish);
            held.put(wish, newer);
            return newer.value();
        } catch (KubernetesClientException e) {
            if (known == null || !clock.instant().isBefore(known.expires())) {
                throw e;
            }
            LOG.log(Level.FINE, "a token is not renewed and used on", e);
            return known.value();
        }
    }

    private boolean isDue(Wish wish, Token token) {
        Duration life = Duration.ofSeconds(wish.seconds());
        Instant fifthLeft = token.expires().minus(life.dividedBy(5));
        Instant old = token.expires().minus(life).plus(MOST);
        Instant now = clock.instant();
        return now.isAfter(fifthLeft) || now.isAfter(old);
    }
}
