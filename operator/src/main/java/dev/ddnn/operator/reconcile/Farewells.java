package dev.ddnn.operator.reconcile;

import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Makes sure that a DDNN that is gone gets no child any more, before what a quota has reserved for it is given to another one: a visit may
 * be under way, or begin once more with what a cache still has. Who is gone is known by its UID, which never comes back.
 */
@Singleton
public final class Farewells {
    /** Far more than a cache can be behind. */
    private static final int REMEMBERED = 10_000;

    /** Who is to be told when what is gone has left room. */
    final Vacancies vacancies = new Vacancies();

    private final Set<String> visited = new HashSet<>();
    private final Map<String, Boolean> gone = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** A visit begins; false: it must not, since the DDNN is gone. */
    synchronized boolean begin(String uid) {
        return !gone.containsKey(uid) && visited.add(uid);
    }

    /** The visit has ended. */
    synchronized void end(String uid) {
        visited.remove(uid);
    }

    /** The DDNN is gone: whether no visit is under way. From then on none begins. */
    synchronized boolean isOver(String uid) {
        if (visited.contains(uid)) {
            return false;
        }
        gone.put(uid, true);
        return true;
    }
}
