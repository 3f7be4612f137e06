package dev.ddnn.hub.serve;

import dev.ddnn.hub.source.UploadOutcome;
import dev.ddnn.hub.source.Uploads;
import dev.ddnn.hub.verify.Digest;
import dev.ddnn.hub.verify.ForeignText;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** {@code /v1/uploads}: models that are nowhere else. */
@Path("/v1/uploads")
public final class UploadResource {
    /** Uploads at the same time: each holds a thread for as long as its client likes to take. */
    private static final int AT_ONCE = 4;

    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Uploads uploads;
    private final UploadRules rules;

    UploadResource(Uploads uploads, UploadRules rules) {
        this.uploads = uploads;
        this.rules = rules;
    }

    /**
     * 201 with the URI for a DDNN, also for what was here before; 400 for a wrong name or digest, 413 for too many bytes, 422
     * for another digest, 503 when too many upload, 507 when there is no room.
     */
    @PUT
    @Path("{name}")
    public Response put(
            @PathParam("name") String name,
            @QueryParam("sha256") @Nullable String sha256,
            @HeaderParam("Content-Length") @Nullable Long length,
            InputStream body) {
        if (!Uploads.isName(name)) {
            return Answers.unread(
                    400,
                    "the name of an upload must be a DNS label of at most 63 characters; found '%s'"
                            .formatted(ForeignText.shown(name)));
        }
        if (sha256 == null || !Digest.isHex(sha256)) {
            return Answers.unread(
                    400,
                    "the query parameter sha256 must be 64 lower-case hex digits; found '%s'"
                            .formatted(sha256 == null ? "" : ForeignText.shown(sha256)));
        }
        if (!turns.tryAcquire()) {
            return Response.fromResponse(
                            Answers.unread(503, "%d uploads are under way already; try again".formatted(AT_ONCE)))
                    .header("Retry-After", 5)
                    .build();
        }
        try {
            return take(name, new Digest(sha256), length == null ? -1 : length, body);
        } finally {
            turns.release();
        }
    }

    private Response take(String name, Digest digest, long announced, InputStream body) {
        RequestBody chunks = new RequestBody(body, rules.timeout());
        try {
            UploadOutcome outcome = uploads.take(name, digest, announced, chunks);
            return outcome.fold(new UploadAnswers(name, digest, rules));
        } catch (IOException | UncheckedIOException e) {
            return chunks.failed()
                    ? Answers.unread(400, "the upload could not be read: " + e.getMessage())
                    : Answers.unread(507, "the upload could not be stored: " + e);
        }
    }
}
