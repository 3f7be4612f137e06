package dev.ddnn.hub.serve;

import dev.ddnn.contract.cut.CutRequest;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.hub.caller.CallerCheck;
import dev.ddnn.hub.caller.CallerRefusal;
import dev.ddnn.hub.cut.CutDesk;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code /v1/cuts}: the operator asks for a model and its cut, again and again; that costs nothing. */
@Path("/v1/cuts")
public final class CutResource {
    private static final JsonBody<CutRequest> BODY = new JsonBody<>(
            CutRequest.class,
            256 * 1024,
            new RequiredFields(
                    "source.uri",
                    "source.sha256",
                    "source.credentials?.namespace",
                    "source.credentials?.name",
                    "sections[].name",
                    "sections[].outputs[]?.tensors[]",
                    "sections[].outputs[]?.encoding",
                    "sections[].exit?.logits"));

    private static final Logger LOG = Logger.getLogger(CutResource.class);

    private final AtomicReference<@Nullable CallerRefusal> lastRefusal = new AtomicReference<>();
    private final CallerCheck callers;
    private final CutDesk desk;
    private final MeterRegistry registry;

    CutResource(CallerCheck callers, CutDesk desk, MeterRegistry registry) {
        this.callers = callers;
        this.desk = desk;
        this.registry = registry;
    }

    /**
     * 200, 202, 422 or 503 as {@link CutResponse.State} says, within about two seconds; 400 for what is no request. 401 and 403
     * for callers that may name no model and so no Secret, 503 while nobody can say who calls.
     */
    @POST
    public Response post(@HeaderParam("Authorization") @Nullable String authorization, InputStream body) {
        return callers.refusal(authorization).map(this::refuse).orElseGet(() -> answer(body));
    }

    /** Told in the log where it is another refusal than the last one: whoever keeps asking does not fill it. */
    private Response refuse(CallerRefusal refusal) {
        count(refusal.kind().name());
        if (!refusal.equals(lastRefusal.getAndSet(refusal))) {
            LOG.warnf("gave no model to a caller: %s", refusal.message());
        }
        return CallerAnswers.of(refusal);
    }

    private void count(String state) {
        registry.counter("ddnn_hub_cuts", "state", state.toLowerCase(Locale.ROOT))
                .increment();
    }

    private Response answer(InputStream body) {
        return BODY.read(body, request -> {
            CutResponse response = desk.ask(request);
            count(response.state().name());
            return Answers.json(status(response.state()), response);
        });
    }

    private static int status(CutResponse.State state) {
        return switch (state) {
            case Cut -> 200;
            case Fetching -> 202;
            case Refused -> 422;
            case Unavailable -> 503;
        };
    }
}
