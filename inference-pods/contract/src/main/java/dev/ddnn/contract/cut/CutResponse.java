package dev.ddnn.contract.cut;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hub's answer to a {@link CutRequest}.
 *
 * @param state what happened
 * @param report with {@link State#Cut} only
 * @param problems with {@link State#Refused} only: all of them at once
 * @param message one sentence for a person; progress with {@link State#Fetching}, the cause with {@link State#Unavailable}; why the
 *     hub has it no more with a cut that was {@link #kept}
 * @param cause what is in the way, where there is such a message; absent: the hub itself
 */
public record CutResponse(
        State state,
        @Nullable CutReport report,
        List<Problem> problems,
        @Nullable String message,
        @Nullable Cause cause) {
    public CutResponse {
        problems = problems == null ? List.of() : List.copyOf(problems);
    }

    /** What happened, with the HTTP status that goes with it. */
    public enum State {
        /** 200: cut, and every section can be fetched. */
        Cut,
        /** 202: the model is on its way; ask again. */
        Fetching,
        /** 422: no retry will help until the request or the model changes. */
        Refused,
        /** 503: the source could not be read, or an upload is missing; a retry may help. 401 and 403: the hub does not know who asks. */
        Unavailable
    }

    /** What is in the way, where it is not the hub itself. */
    public enum Cause {
        /** The upload that the source names is not there. */
        UploadMissing,
        /** The credentials of the source cannot be read, are incomplete or were not accepted. */
        CredentialsRefused,
        /** The source cannot be reached, or does not have the model. */
        SourceUnavailable,
        /** The hub does not take who asks for its operator. */
        OperatorRefused
    }

    /**
     * @param field path in the DDNN, for example {@code spec.sections[1].output[0].tensors}
     * @param message what is wrong, what is allowed, what was found
     */
    public record Problem(String field, String message) {}

    public static CutResponse cut(CutReport report) {
        return new CutResponse(State.Cut, report, List.of(), null, null);
    }

    /**
     * A cut that the hub gave earlier.
     *
     * @param now what it says now: that it has none to give
     */
    public static CutResponse kept(CutReport report, CutResponse now) {
        String message = now.message() == null ? "the hub has no cut to give" : now.message();
        return new CutResponse(State.Cut, report, List.of(), message, now.cause());
    }

    public static CutResponse fetching(String message) {
        return new CutResponse(State.Fetching, null, List.of(), message, null);
    }

    public static CutResponse refused(List<Problem> problems) {
        return new CutResponse(State.Refused, null, problems, null, null);
    }

    public static CutResponse unavailable(String message) {
        return new CutResponse(State.Unavailable, null, List.of(), message, null);
    }

    /** Unavailable for a cause of its own. */
    public static CutResponse unavailable(Cause cause, String message) {
        return new CutResponse(State.Unavailable, null, List.of(), message, cause);
    }
}
