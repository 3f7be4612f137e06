package dev.ddnn.model.graph;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a file declares of a tensor, checked against what views and crossing tensors may be. */
public final class DeclaredTensor {
    private final ValueInfoProto info;

    public DeclaredTensor(ValueInfoProto info) {
        this.info = info;
    }

    /** The element type, if it is one that we carry. */
    public Optional<ElementType> type() {
        return switch (info.getType().getTensorType().getElemType()) {
            case DataType.FLOAT_VALUE -> Optional.of(ElementType.Float32);
            case DataType.UINT8_VALUE -> Optional.of(ElementType.Uint8);
            default -> Optional.empty();
        };
    }

    /** The declared element type as ONNX writes it, for messages. */
    public String typeName() {
        if (!info.getType().hasTensorType()) {
            return "no tensor";
        }
        var type = DataType.forNumber(info.getType().getTensorType().getElemType());
        return type == null ? "unknown" : type.name();
    }

    /** Why the shape cannot be used, empty if it can: batch first, every other dimension fixed. */
    public Optional<String> shapeProblem() {
        var tensor = info.getType().getTensorType();
        if (!tensor.hasShape()) {
            return Optional.of("has no shape");
        }
        var dimensions = tensor.getShape().getDimList();
        if (dimensions.isEmpty()) {
            return Optional.of("is a scalar, the first dimension must be the batch");
        }
        if (dimensions.get(0).hasDimValue() && dimensions.get(0).getDimValue() != 1) {
            return Optional.of("has shape " + shapeText() + ", the first dimension must be the batch: a name, or 1");
        }
        for (var dimension : dimensions.subList(1, dimensions.size())) {
            if (dimension.getDimValue() < 1) {
                return Optional.of(
                        "has shape " + shapeText() + ", every dimension but the batch must be a number of at least 1");
            }
        }
        return count(dimensions) > Integer.MAX_VALUE / 8
                ? Optional.of("has shape " + shapeText() + ", at most " + Integer.MAX_VALUE / 8 + " values are allowed")
                : Optional.empty();
    }

    /** The tensor, if type and shape are usable. */
    public Optional<TensorInfo> tensor() {
        if (shapeProblem().isPresent()) {
            return Optional.empty();
        }
        var shape = new ArrayList<Long>(List.of(TensorInfo.BATCH));
        var dimensions = info.getType().getTensorType().getShape().getDimList();
        dimensions.subList(1, dimensions.size()).forEach(d -> shape.add(d.getDimValue()));
        return type().map(type -> new TensorInfo(info.getName(), type, shape));
    }

    /** {@code [N, 3, ?]}. */
    public String shapeText() {
        return info.getType().getTensorType().getShape().getDimList().stream()
                .map(DeclaredTensor::dimensionText)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static double count(List<Dimension> dimensions) {
        return dimensions.stream().skip(1).mapToDouble(Dimension::getDimValue).reduce(1, (a, b) -> a * b);
    }

    private static String dimensionText(Dimension dimension) {
        if (dimension.hasDimValue()) {
            return Long.toString(dimension.getDimValue());
        }
        return dimension.getDimParam().isEmpty() ? "?" : dimension.getDimParam();
    }
}
