package dev.ddnn.hub.serve;

import dev.ddnn.contract.ContractJson;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Answers in the contract's JSON form. */
final class Answers {
    private Answers() {}

    static Response json(int status, Object value) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(ContractJson.write(value))
                .build();
    }

    static Response error(int status, String message) {
        return json(status, Map.of("error", message));
    }

    /** For a request whose body was not read: the rest of it must not be taken for the next request. */
    static Response unread(int status, String message) {
        return unread(error(status, message));
    }

    /** The same with another answer. */
    static Response unread(Response answer) {
        return Response.fromResponse(answer).header("Connection", "close").build();
    }
}
