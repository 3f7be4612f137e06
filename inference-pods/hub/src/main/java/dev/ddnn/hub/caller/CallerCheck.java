package dev.ddnn.hub.caller;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may have models fetched, and with them name Secrets of any namespace; and who may say that last reports are folded, and
 * with that let pods go.
 */
@FunctionalInterface
public interface CallerCheck {
    /**
     * Why the caller may not; empty: it may.
     *
     * @param authorization the request's header of that name, if it has one
     */
    Optional<CallerRefusal> refusal(@Nullable String authorization);

    /** Everybody may. */
    static CallerCheck everybody() {
        return authorization -> Optional.empty();
    }
}
