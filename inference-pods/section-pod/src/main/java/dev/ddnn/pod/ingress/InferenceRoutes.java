package dev.ddnn.pod.ingress;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The paths of the Open Inference Protocol v2. Requests are read and replies written on the event loop; nothing in between blocks
 * it.
 */
public final class InferenceRoutes {
    private static final String HEADER_LENGTH = "Inference-Header-Content-Length";
    private final InferenceEndpoint endpoint;
    private final BooleanSupplier ready;

    /**
     * @param endpoint serves
     * @param ready whether this pod is
     */
    public InferenceRoutes(InferenceEndpoint endpoint, BooleanSupplier ready) {
        this.endpoint = endpoint;
        this.ready = ready;
    }

    /** Adds the paths. */
    public void addTo(Router router) {
        router.get("/v2")
                .handler(context -> json(context, 200, ModelMetadata.server().toString()));
        router.get("/v2/health/live").handler(context -> flag(context, "live", true));
        router.get("/v2/health/ready").handler(context -> flag(context, "ready", ready.getAsBoolean()));
        router.get("/v2/models/:name").handler(this::model);
        router.get("/v2/models/:name/ready").handler(this::modelReady);
        router.post("/v2/models/:name/infer").handler(this::infer);
    }

    private void model(RoutingContext context) {
        try {
            json(
                    context,
                    200,
                    ModelMetadata.model(endpoint.model(context.pathParam("name")))
                            .toString());
        } catch (NotServedException e) {
            write(context.response(), InferReply.error(e.status(), String.valueOf(e.getMessage())));
        }
    }

    private void modelReady(RoutingContext context) {
        try {
            var name = endpoint.model(context.pathParam("name")).config().ddnn();
            var node = JsonNodeFactory.instance.objectNode().put("name", name).put("ready", ready.getAsBoolean());
            json(context, ready.getAsBoolean() ? 200 : 503, node.toString());
        } catch (NotServedException e) {
            write(context.response(), InferReply.error(e.status(), String.valueOf(e.getMessage())));
        }
    }

    private void infer(RoutingContext context) {
        Context events = context.vertx().getOrCreateContext();
        var request = context.request();
        Consumer<InferReply> reply = answer -> events.runOnContext(unused -> write(context.response(), answer));
        request.body()
                .onSuccess(body -> endpoint.infer(
                        context.pathParam("name"), body.getBytes(), request.getHeader(HEADER_LENGTH), reply))
                .onFailure(
                        error -> reply.accept(InferReply.error(400, "the body cannot be read: " + error.getMessage())));
        // Quarkus pauses requests that come with a size limit; asking for the whole body does not resume them.
        request.resume();
    }

    private static void flag(RoutingContext context, String name, boolean value) {
        json(context, value ? 200 : 503, "{\"" + name + "\":" + value + "}");
    }

    private static void json(RoutingContext context, int status, String text) {
        write(context.response(), new InferReply(status, text.getBytes(StandardCharsets.UTF_8), 0, 0));
    }

    private static void write(HttpServerResponse response, InferReply reply) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(reply.status());
        if (reply.jsonLength() > 0) {
            response.putHeader(HEADER_LENGTH, Integer.toString(reply.jsonLength()));
            response.putHeader("Content-Type", "application/octet-stream");
        } else {
            response.putHeader("Content-Type", "application/json");
        }
        if (reply.retryAfterSeconds() > 0) {
            response.putHeader("Retry-After", Integer.toString(reply.retryAfterSeconds()));
        }
        response.end(Buffer.buffer(reply.body()));
    }
}
