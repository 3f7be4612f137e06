package dev.ddnn.operator.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long to wait before looking again at something that nobody may tell of: a moment at first, and longer and longer while nothing comes
 * of it. Whoever is woken, or finds something new, begins anew. What is forgotten begins anew too.
 */
final class Patience {
    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int REMEMBERED = 10_000;

    private final Map<String, Look> looks = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Look> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Look(Object found, Duration pause, Instant due) {}

    /**
     * The pause until the next look.
     *
     * @param who looks
     * @param found what it looks like now
     * @param now before the pause is over: something else than the pause brought this look about
     */
    synchronized Duration pause(String who, Object found, Instant now) {
        Look before = looks.remove(who);
        boolean inVain = before != null && before.found().equals(found) && !now.isBefore(before.due());
        Duration pause = inVain ? doubled(before.pause()) : SHORTEST;
        looks.put(who, new Look(found, pause, now.plus(pause)));
        return pause;
    }

    /** There is nothing to wait for. */
    synchronized void forget(String who) {
        looks.remove(who);
    }

    private static Duration doubled(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }
}
