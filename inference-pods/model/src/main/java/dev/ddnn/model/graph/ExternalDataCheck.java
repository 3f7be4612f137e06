package dev.ddnn.model.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import java.util.ArrayList;
import java.util.List;

/** A model must be whole in its one file: data in other files is neither fetched nor covered by the digest. */
final class ExternalDataCheck {
    private final List<String> outside = new ArrayList<>();

    private ExternalDataCheck() {}

    static void check(ModelProto model, List<String> problems) {
        var check = new ExternalDataCheck();
        NodeWalk.forEachGraph(model.getGraph(), check::graph);
        if (!check.outside.isEmpty()) {
            problems.add("the model keeps data in other files (%s): only a single file with all data inside is allowed"
                    .formatted(Quoted.some(check.outside)));
        }
    }

    private void graph(GraphProto graph) {
        graph.getInitializerList().forEach(tensor -> tensor(tensor, tensor.getName()));
        graph.getSparseInitializerList()
                .forEach(sparse -> sparse(sparse, sparse.getValues().getName()));
        for (var node : graph.getNodeList()) {
            node.getAttributeList().forEach(attribute -> attribute(attribute, GraphNode.title(node)));
        }
    }

    private void attribute(AttributeProto attribute, String node) {
        var owner = attribute.getName() + " of " + node.replace("`", "");
        tensor(attribute.getT(), owner);
        attribute.getTensorsList().forEach(tensor -> tensor(tensor, owner));
        sparse(attribute.getSparseTensor(), owner);
        attribute.getSparseTensorsList().forEach(sparse -> sparse(sparse, owner));
    }

    private void sparse(SparseTensorProto sparse, String owner) {
        tensor(sparse.getValues(), owner);
        tensor(sparse.getIndices(), owner);
    }

    private void tensor(TensorProto tensor, String owner) {
        if (tensor.getDataLocation() == DataLocation.EXTERNAL || tensor.getExternalDataCount() > 0) {
            outside.add(owner);
        }
    }
}
