package dev.ddnn.pod.ingress;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checked request.
 *
 * @param id sample id; absent: the client does not care
 * @param views bytes of each view in its native type, little-endian
 * @param binaryOutput whether the scores are wanted as bytes after the JSON
 */
record InferRequest(@Nullable String id, Map<String, byte[]> views, boolean binaryOutput) {}
