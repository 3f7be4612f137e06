package dev.ddnn.pod.ingress;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddnn.contract.cut.Port;
import dev.ddnn.contract.section.SectionConfig.NamedExit;
import dev.ddnn.pod.section.Held;
import dev.ddnn.pod.section.Holdings;

/** What the Open Inference Protocol says of a server and of a model. */
final class ModelMetadata {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ModelMetadata() {}

    static ObjectNode server() {
        var node = JSON.objectNode().put("name", "ddnn-section-pod").put("version", "1");
        node.putArray("extensions").add("binary_tensor_data");
        return node;
    }

    static ObjectNode model(Holdings now) {
        var node = JSON.objectNode().put("name", now.config().ddnn()).put("platform", "onnx_ddnn");
        var versions = node.putArray("versions");
        now.listed().stream().map(Held::name).forEach(versions::add);
        var inputs = node.putArray("inputs");
        for (Port port : now.answering().branch().inputs()) {
            var input = inputs.addObject()
                    .put("name", port.tensor())
                    .put("datatype", port.type().protocolName());
            var shape = input.putArray("shape");
            port.shape().forEach(shape::add);
        }
        var outputs = node.putArray("outputs");
        for (NamedExit exit : now.answering().revision().exits()) {
            outputs.addObject()
                    .put("name", exit.logits())
                    .put("datatype", "FP32")
                    .putArray("shape")
                    .add(1)
                    .add(-1);
        }
        return node;
    }
}
