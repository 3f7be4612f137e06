package dev.ddnn.trainer.testing;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.ddnn.trainer.calibrate.ExitLogits;
import dev.ddnn.trainer.data.DigitSet;
import dev.ddnn.trainer.data.ViewGrid;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs an ONNX file in ONNX Runtime itself, without DJL: an independent reading of what was exported. */
public final class OnnxRun implements AutoCloseable {

    private static final int BATCH = 250;
    private static final ViewGrid GRID = ViewGrid.DIGITS;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    public OnnxRun(byte[] onnx) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            this.session = environment.createSession(onnx, options);
        }
    }

    /** What both exits say to every image. */
    public ExitLogits logits(DigitSet images, boolean[] present) throws OrtException {
        Map<String, float[][]> outputs = outputs(images, present);
        return new ExitLogits(outputs.get("gateway/logits"), outputs.get("cloud/logits"), images.labels());
    }

    /** Every output of the graph, one row per image, flattened. */
    public Map<String, float[][]> outputs(DigitSet images, boolean[] present) throws OrtException {
        Map<String, float[][]> rows = new LinkedHashMap<>();
        session.getOutputNames().forEach(name -> rows.put(name, new float[images.size()][]));
        for (int from = 0; from < images.size(); from += BATCH) {
            int to = Math.min(images.size(), from + BATCH);
            Map<String, OnnxTensor> inputs = inputs(images.slice(from, to), present);
            try (OrtSession.Result result = session.run(inputs)) {
                for (var output : result) {
                    OnnxTensor tensor = (OnnxTensor) output.getValue();
                    split(tensor.getFloatBuffer(), to - from, rows.get(output.getKey()), from);
                }
            } finally {
                inputs.values().forEach(OnnxTensor::close);
            }
        }
        return rows;
    }

    private static void split(FloatBuffer flat, int samples, float[][] rows, int from) {
        int length = flat.remaining() / samples;
        for (int i = 0; i < samples; i++) {
            rows[from + i] = new float[length];
            flat.get(rows[from + i]);
        }
    }

    private Map<String, OnnxTensor> inputs(DigitSet images, boolean[] present) throws OrtException {
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        for (int view = 0; view < GRID.views(); view++) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(images.size() * GRID.viewPixels());
            for (int i = 0; i < images.size(); i++) {
                cut(images, i, view, bytes);
            }
            inputs.put(
                    "view" + view,
                    OnnxTensor.createTensor(
                            environment,
                            bytes.flip(),
                            new long[] {images.size(), 1, GRID.viewHeight(), GRID.viewWidth()},
                            OnnxJavaType.UINT8));
        }
        FloatBuffer mask = ByteBuffer.allocateDirect(images.size() * GRID.views() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < images.size(); i++) {
            for (boolean there : present) {
                mask.put(there ? 1 : 0);
            }
        }
        inputs.put(
                "present", OnnxTensor.createTensor(environment, mask.flip(), new long[] {images.size(), GRID.views()}));
        return inputs;
    }

    private static void cut(DigitSet images, int image, int view, ByteBuffer out) {
        int top = GRID.rowOffsets().get(view / GRID.columns());
        int left = GRID.columnOffsets().get(view % GRID.columns());
        for (int row = 0; row < GRID.viewHeight(); row++) {
            int start = image * images.imageBytes() + (top + row) * images.width() + left;
            out.put(images.pixels(), start, GRID.viewWidth());
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
