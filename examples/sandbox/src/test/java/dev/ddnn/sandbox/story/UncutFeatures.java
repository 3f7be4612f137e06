package dev.ddnn.sandbox.story;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tensors from within the whole model file, run by ONNX Runtime in this process: no cut, no codec, no pod. */
final class UncutFeatures implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final List<Story.View> views;
    private final Set<String> tensors;

    /** @param tensors that are asked for; the file is the same but for naming them as outputs */
    UncutFeatures(Path model, List<Story.View> views, Set<String> tensors) throws IOException, OrtException {
        this.views = views;
        this.tensors = tensors;
        OnnxMl.ModelProto.Builder file = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(model)).toBuilder();
        for (String tensor : tensors) {
            file.getGraphBuilder().addOutputBuilder().setName(tensor);
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(file.build().toByteArray(), options);
        }
    }

    /** The tensors' values, in their order, for one sample that all views see. */
    Map<String, float[]> of(SampleSet samples, int sample) throws OrtException {
        float[] present = new float[views.size()];
        Arrays.fill(present, 1);
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            inputs.put(
                    "present",
                    OnnxTensor.createTensor(environment, FloatBuffer.wrap(present), new long[] {1, present.length}));
            for (Story.View view : views) {
                ByteBuffer pixels = ByteBuffer.wrap(samples.view(sample, view));
                long[] shape = {1, 1, view.height(), view.width()};
                inputs.put(view.name(), OnnxTensor.createTensor(environment, pixels, shape, OnnxJavaType.UINT8));
            }
            Map<String, float[]> values = new HashMap<>();
            try (OrtSession.Result outputs = session.run(inputs, tensors)) {
                for (String tensor : tensors) {
                    FloatBuffer buffer = ((OnnxTensor) outputs.get(tensor).orElseThrow()).getFloatBuffer();
                    float[] array = new float[buffer.remaining()];
                    buffer.get(array);
                    values.put(tensor, array);
                }
            }
            return values;
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
