package dev.ddnn.hub.serve;

import dev.ddnn.hub.cut.SectionStore;
import dev.ddnn.hub.verify.Digest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;

/** {@code /v1/sections}: the ONNX file of one branch of a section, by digest. */
@Path("/v1/sections")
public final class SectionResource {
    private final SectionStore sections;

    SectionResource(SectionStore sections) {
        this.sections = sections;
    }

    /** 200 with the file; 304 for who has it; 400 for what is no digest; 404 with what to do for one that is not held. */
    @GET
    @Path("{digest}")
    public Response get(@PathParam("digest") String text, @Context Request request) {
        Digest digest;
        try {
            digest = Digest.parse(text);
        } catch (IllegalArgumentException e) {
            return Answers.error(400, String.valueOf(e.getMessage()));
        }
        EntityTag tag = new EntityTag(digest.toString());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged.build();
        }
        try {
            Optional<java.nio.file.Path> file = sections.find(digest);
            return file.map(found -> Response.ok(found.toFile(), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                            .tag(tag)
                            .header("Cache-Control", "public, max-age=31536000, immutable")
                            .build())
                    .orElseGet(() -> Answers.error(404, notHeld(digest)));
        } catch (IOException e) {
            return Answers.error(500, "cannot read the hub's own files: " + e);
        }
    }

    private static String notHeld(Digest digest) {
        return "no section with %s is held: it was not cut yet, or was dropped; POST the cut request to /v1/cuts, as the "
                        .formatted(digest)
                + "operator does every few seconds, and ask again";
    }
}
