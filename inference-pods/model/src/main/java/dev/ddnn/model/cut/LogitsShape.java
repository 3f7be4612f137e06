package dev.ddnn.model.cut;

import dev.ddnn.model.graph.DeclaredTensor;
import dev.ddnn.model.graph.ElementType;
import dev.ddnn.model.graph.OnnxModel;
import dev.ddnn.model.graph.Quoted;

/** An exit's scores are float, one row of at least two classes per sample. */
final class LogitsShape {
    private LogitsShape() {}

    /** Number of classes; 0 with a problem where the tensor cannot be an exit. */
    static int classes(OnnxModel model, int section, String logits, Problems problems) {
        var tensor = model.tensor(logits);
        if (tensor.isPresent()) {
            var shape = tensor.get().shape();
            if (tensor.get().type() == ElementType.Float32 && shape.size() == 2 && shape.get(1) >= 2) {
                return Math.toIntExact(shape.get(1));
            }
        }
        var found = model.graph()
                .valueInfo(logits)
                .map(DeclaredTensor::new)
                .map(declared -> declared.typeName() + " " + declared.shapeText())
                .orElse("without declared type and shape");
        problems.add(
                section,
                ".exit.logits",
                "tensor %s is %s, an exit needs FLOAT [N, classes] with at least 2 classes"
                        .formatted(Quoted.one(logits), found));
        return 0;
    }
}
