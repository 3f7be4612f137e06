package dev.ddnn.model.graph;

import java.util.Map;

/**
 * What a model may be, so that the runtime in the section pods takes it.
 *
 * @param maxIrVersion newest ONNX IR version
 * @param maxOpsets newest version of each operator set that the runtime knows; the default set is {@code ai.onnx}
 * @param maxNodes most graph nodes, those of nested graphs included
 */
public record ModelLimits(long maxIrVersion, Map<String, Long> maxOpsets, int maxNodes) {
    /** The default operator set's name where it is written out. */
    public static final String DEFAULT_DOMAIN = "ai.onnx";

    /** Oldest IR version: before it, files had no operator set versions to rely on. */
    public static final long MIN_IR_VERSION = 3;

    /** Oldest version of the default operator set that the runtime promises to run. */
    public static final long MIN_OPSET = 7;

    /** Most views: a presence mask on the wire has 32 bits. */
    public static final int MAX_VIEWS = 32;

    /** The limits of the ONNX Runtime that is built into the section pods; a test finds them by trying. */
    public static final ModelLimits BUNDLED =
            new ModelLimits(13, Map.of(DEFAULT_DOMAIN, 26L, "ai.onnx.ml", 5L, "com.microsoft", 1L), 20_000);

    public ModelLimits {
        maxOpsets = Map.copyOf(maxOpsets);
    }

    static String domain(String written) {
        return written.isEmpty() ? DEFAULT_DOMAIN : written;
    }
}
