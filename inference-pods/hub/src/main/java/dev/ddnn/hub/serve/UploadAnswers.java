package dev.ddnn.hub.serve;

import dev.ddnn.hub.source.UploadOutcome;
import dev.ddnn.hub.verify.Digest;
import dev.ddnn.hub.verify.Intake;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * What the client of an upload is told.
 *
 * @param name of the upload
 * @param digest that the client said it has
 * @param rules that it had to keep to
 */
record UploadAnswers(String name, Digest digest, UploadRules rules) implements UploadOutcome.Cases<Response> {
    private static final Logger LOG = Logger.getLogger(UploadAnswers.class);

    @Override
    public Response kept(Intake.Stored stored) {
        LOG.infof("took upload %s with %s", name, digest);
        return Answers.json(201, Map.of("uri", "hub:" + name, "sha256", digest.hex()));
    }

    @Override
    public Response mismatch(Intake.Mismatch mismatch) {
        return Answers.error(
                422,
                "the query parameter sha256 must be the digest of the body; the body has '%s', expected '%s'"
                        .formatted(mismatch.found().hex(), mismatch.expected().hex()));
    }

    @Override
    public Response tooLarge(Intake.TooLarge tooLarge) {
        return Answers.unread(
                413,
                "an upload must have at most %d bytes (DDNN_HUB_MAX_MODEL_SIZE); this one has more"
                        .formatted(tooLarge.maxBytes()));
    }

    @Override
    public Response full(UploadOutcome.Full full) {
        return Answers.unread(
                507,
                "all uploads together must have at most %d bytes (DDNN_HUB_MAX_UPLOADS_SIZE); this one may have %d, free are %d"
                        .formatted(rules.maxTotalBytes(), full.wanted(), full.free()));
    }
}
