package dev.ddnn.operator.apply;

import dev.ddnn.operator.desired.PodNudge;
import dev.ddnn.operator.plan.Observed.Identity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The children of one DDNN in the cluster, and the verbs that change them. */
public interface Children {
    /** What a visit begins with. */
    enum Start {
        /** No status of the DDNN was written yet, and no informer has a child by its label, whosever it is. */
        NOTHING,
        /** No status was written yet, so that nobody was told of anything that it may have. */
        UNTOLD,
        /** Somebody was told of it. */
        TOLD
    }

    /** What this visit begins with. */
    Start start();

    /** All that carry the DDNN's label and are owned by it, as the informers have them. */
    List<HasMetadata> owned(Identity ddnn);

    /** Those of these kinds and names that are there now, asked from the API server: by the very object that was asked for. */
    Map<HasMetadata, HasMetadata> live(List<HasMetadata> wanted);

    /** Whether the fields that we want are ours and have their values. */
    boolean matches(HasMetadata actual, HasMetadata wanted);

    /**
     * What ResourceQuotas of the namespace refuse of objects that are to be made, in the API's words; empty: nothing. For a DDNN that is new
     * they may have been read when the visit began; whoever asks again is told what holds by then.
     */
    List<String> refused(List<HasMetadata> missing);

    /**
     * Makes one that is not there.
     *
     * @throws OvertakenException if something by its name is; it stays as it is
     * @throws ForbiddenException if the API server does not allow it
     */
    void make(HasMetadata wanted);

    /**
     * Server-side apply with force: fields that we want are taken back from whoever changed them.
     *
     * @param actual as it was seen
     * @throws OvertakenException if {@code wanted} names a resourceVersion that is no longer the newest, or what is there is another one
     * @throws ForbiddenException if the API server does not allow it
     */
    void write(HasMetadata wanted, HasMetadata actual);

    /**
     * What became of a child that was to be made.
     *
     * @param failure absent: it was made
     */
    record Creation(HasMetadata child, @Nullable RuntimeException failure) {}

    /** Writes new children of which none needs another one, in any order or at once. Each is tried, and what became of each is told. */
    default List<Creation> create(List<HasMetadata> wanted) {
        return wanted.stream().map(this::created).toList();
    }

    /** Writes one new child, and tells what became of it. */
    default Creation created(HasMetadata child) {
        try {
            make(child);
            return new Creation(child, null);
        } catch (RuntimeException e) {
            return new Creation(child, e);
        }
    }

    /** Deletes it if it is still as it was seen. */
    void delete(HasMetadata actual);

    /** Deletes that very object, whatever has changed on it since. Nothing if it is gone; another one of its name stays. */
    void remove(HasMetadata actual);

    /** Sets the configuration annotation, on that very pod. */
    void tell(Identity ddnn, PodNudge nudge);

    /** The API server does not allow it: a quota, a right that is missing, a policy. */
    final class ForbiddenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ForbiddenException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** What was seen is no longer so; looking again helps. */
    final class OvertakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public OvertakenException(String message) {
            super(message);
        }

        public OvertakenException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
