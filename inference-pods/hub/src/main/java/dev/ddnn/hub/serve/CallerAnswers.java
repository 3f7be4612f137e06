package dev.ddnn.hub.serve;

import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.hub.caller.CallerRefusal;
import jakarta.ws.rs.core.Response;

/** What a caller is told that may not have models fetched: in the form that the operator shows in a condition. */
final class CallerAnswers {
    private CallerAnswers() {}

    /** 401, 403 or 503. The body of the request was not read. */
    static Response of(CallerRefusal refusal) {
        return switch (refusal.kind()) {
            case Unidentified ->
                Response.fromResponse(refused(401, refusal))
                        .header("WWW-Authenticate", "Bearer realm=\"ddnn-hub\"")
                        .build();
            case AnotherCaller -> refused(403, refusal);
            case Unchecked -> Answers.unread(Answers.json(503, CutResponse.unavailable(refusal.message())));
        };
    }

    private static Response refused(int status, CallerRefusal refusal) {
        return Answers.unread(
                Answers.json(status, CutResponse.unavailable(CutResponse.Cause.OperatorRefused, refusal.message())));
    }
}
