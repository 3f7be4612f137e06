package dev.ddnn.model.testing;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.ddnn.model.codec.TensorCodec;
import dev.ddnn.model.cut.BranchCut;
import dev.ddnn.model.cut.Cut;
import dev.ddnn.model.cut.Port;
import dev.ddnn.model.cut.SectionCut;
import dev.ddnn.model.graph.ElementType;
import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.model.graph.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Runs models in ONNX Runtime, without its optimiser so that equal graphs give equal bits. */
public final class Runtime {
    private Runtime() {}

    /** Values of the named tensors of the whole model. */
    public static Map<String, float[]> uncut(OnnxModel model, Map<String, float[]> inputs, Collection<String> tensors)
            throws OrtException {
        var proto = model.proto().toBuilder();
        proto.getGraphBuilder().clearOutput();
        for (var tensor : tensors) {
            proto.getGraphBuilder().addOutput(model.graph().valueInfo(tensor).orElseThrow());
        }
        var feeds = new TreeMap<String, Feed>();
        for (var view : model.views()) {
            feeds.put(view.name(), new Feed(view.type(), view.sampleShape(), inputs.get(view.name())));
        }
        model.presentInput().ifPresent(name -> feeds.put(name, present(inputs.get(name))));
        return run(proto.build(), feeds, Set.copyOf(tensors));
    }

    /** Values of all exits' logits when the sections' files are run one after the other, over the wire's encodings. */
    public static Map<String, float[]> composed(Cut cut, Map<String, float[]> inputs)
            throws OrtException, com.google.protobuf.InvalidProtocolBufferException {
        var exits = new TreeMap<String, float[]>();
        var arrived = new HashMap<String, float[]>(inputs);
        for (var section : cut.sections()) {
            var sent = new HashMap<String, float[]>();
            for (var branch : section.branches()) {
                sent.putAll(branch(section, branch, arrived, inputs.get(OnnxModel.PRESENT), exits));
            }
            arrived = sent;
        }
        return exits;
    }

    private static Map<String, float[]> branch(
            SectionCut section,
            BranchCut branch,
            Map<String, float[]> arrived,
            float[] present,
            Map<String, float[]> exits)
            throws OrtException, com.google.protobuf.InvalidProtocolBufferException {
        var values = new HashMap<String, float[]>();
        branch.inputs().forEach(port -> values.put(port.tensor(), arrived.get(port.tensor())));
        if (branch.file() != null) {
            var proto = ModelProto.parseFrom(branch.file().bytes());
            var feeds = new TreeMap<String, Feed>();
            var ports = new HashMap<String, Port>();
            branch.inputs().forEach(port -> ports.put(port.tensor(), port));
            for (var input : proto.getGraph().getInputList()) {
                var port = ports.get(input.getName());
                feeds.put(
                        input.getName(),
                        port == null
                                ? present(present)
                                : new Feed(port.type(), port.shape(), values.get(port.tensor())));
            }
            values.putAll(run(proto, feeds, null));
        }
        if (section.exit() != null) {
            exits.put(section.exit().logits(), values.get(section.exit().logits()));
        }
        var sent = new HashMap<String, float[]>();
        for (var port : branch.outputs()) {
            var codec = TensorCodec.of(port.encoding());
            sent.put(port.tensor(), codec.decode(codec.encode(values.get(port.tensor())), port.size()));
        }
        return sent;
    }

    private static Map<String, float[]> run(ModelProto model, Map<String, Feed> feeds, Set<String> wanted)
            throws OrtException {
        var environment = OrtEnvironment.getEnvironment();
        var tensors = new HashMap<String, OnnxTensor>();
        try (var options = options();
                var session = environment.createSession(model.toByteArray(), options)) {
            for (var feed : feeds.entrySet()) {
                tensors.put(feed.getKey(), feed.getValue().tensor(environment));
            }
            try (var result = wanted == null ? session.run(tensors) : session.run(tensors, wanted)) {
                var values = new TreeMap<String, float[]>();
                for (var entry : result) {
                    var buffer = ((OnnxTensor) entry.getValue()).getFloatBuffer();
                    var array = new float[buffer.remaining()];
                    buffer.get(array);
                    values.put(entry.getKey(), array);
                }
                return values;
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        var options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
        return options;
    }

    private static Feed present(float[] mask) {
        return new Feed(ElementType.Float32, List.of(1L, (long) mask.length), mask);
    }

    /** Random values for every view, all of them present. */
    public static Map<String, float[]> sample(OnnxModel model, java.util.Random random) {
        var inputs = new HashMap<String, float[]>();
        for (TensorInfo view : model.views()) {
            var values = new float
                    [(int) view.sampleShape().stream().mapToLong(d -> d).reduce(1, (a, b) -> a * b)];
            for (var i = 0; i < values.length; i++) {
                values[i] = view.type() == ElementType.Uint8 ? random.nextInt(256) : (float) random.nextGaussian();
            }
            inputs.put(view.name(), values);
        }
        var present = new float[model.views().size()];
        java.util.Arrays.fill(present, 1);
        inputs.put(OnnxModel.PRESENT, present);
        return inputs;
    }

    private record Feed(ElementType type, List<Long> shape, float[] values) {
        OnnxTensor tensor(OrtEnvironment environment) throws OrtException {
            var dims = shape.stream().mapToLong(d -> d).toArray();
            if (type == ElementType.Float32) {
                return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), dims);
            }
            var bytes = ByteBuffer.allocateDirect(values.length);
            for (var value : values) {
                bytes.put((byte) (int) value);
            }
            return OnnxTensor.createTensor(environment, bytes.flip(), dims, OnnxJavaType.UINT8);
        }
    }
}
