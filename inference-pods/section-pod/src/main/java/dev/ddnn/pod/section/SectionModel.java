package dev.ddnn.pod.section;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.ddnn.model.graph.ElementType;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A branch's ONNX file in DJL's ONNX Runtime engine. One thread of the engine computes a sample: the samples are many, so more
 * threads for one of them would only take turns.
 */
public final class SectionModel implements SectionExecutor {
    private static final Map<String, String> OPTIONS = Map.of("interOpNumThreads", "1", "intraOpNumThreads", "1");
    private final Model model;
    private final Set<String> names;
    private final ParameterStore parameters;

    private SectionModel(Model model) {
        this.model = model;
        this.names = Set.copyOf(model.getBlock().describeInput().keys());
        this.parameters = new ParameterStore(model.getNDManager(), false);
    }

    /**
     * Loads the file.
     *
     * @throws SectionFailedException if the engine refuses it
     */
    public static SectionModel load(Path file) throws SectionFailedException {
        Model model = newModel(file);
        try {
            model.load(file, null, OPTIONS);
            return new SectionModel(model);
        } catch (IOException | MalformedModelException | EngineException e) {
            model.close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new SectionFailedException(
                    "ONNX Runtime refuses the section's file " + file.getFileName() + ": " + cause.getMessage(), e);
        }
    }

    private static Model newModel(Path file) throws SectionFailedException {
        try {
            return Model.newInstance(file.getFileName().toString(), "OnnxRuntime");
        } catch (EngineException | LinkageError e) {
            throw new SectionFailedException("ONNX Runtime cannot be started: " + e.getMessage(), e);
        }
    }

    @Override
    public Map<String, float[]> run(List<NamedTensor> inputs) throws SectionFailedException {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            var list = new NDList(inputs.size());
            for (NamedTensor input : inputs) {
                if (names.contains(input.name())) {
                    list.add(array(manager, input));
                }
            }
            var outputs = model.getBlock().forward(parameters, list, false);
            Map<String, float[]> values = new HashMap<>();
            for (NDArray output : outputs) {
                values.put(output.getName(), floats(output));
            }
            return values;
        } catch (EngineException | IllegalArgumentException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new SectionFailedException("ONNX Runtime cannot compute the section: " + cause.getMessage(), e);
        }
    }

    private static NDArray array(NDManager manager, NamedTensor input) {
        var shape = new Shape(input.shape().stream().mapToLong(Long::longValue).toArray());
        var array = manager.create(input.values(), shape, dataType(input.type()));
        array.setName(input.name());
        return array;
    }

    private static DataType dataType(ElementType type) {
        return switch (type) {
            case Float32 -> DataType.FLOAT32;
            case Uint8 -> DataType.UINT8;
        };
    }

    private static float[] floats(NDArray array) {
        var buffer = array.toByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
        var values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    @Override
    public void close() {
        model.close();
    }
}
