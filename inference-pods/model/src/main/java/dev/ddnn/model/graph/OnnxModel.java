package dev.ddnn.model.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An ONNX model that was read, checked and accepted. */
public final class OnnxModel {
    /** Name of the optional graph input that takes one 0/1 per view: which of them are there. */
    public static final String PRESENT = "present";

    private static final String THRESHOLD_KEY = "ddnn.entropyBelow/";

    private static final int MOST_PROBLEMS = 40;

    private final ModelProto proto;
    private final ModelGraph graph;
    private final String digest;
    private final Map<String, String> metadata;
    private final List<TensorInfo> views;

    private OnnxModel(ModelProto proto, String digest) {
        this.proto = proto;
        this.digest = digest;
        this.graph = new ModelGraph(proto.getGraph());
        var entries = new TreeMap<String, String>();
        proto.getMetadataPropsList().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        this.metadata = Collections.unmodifiableMap(entries);
        this.views = graph.inputs().stream()
                .filter(name -> !name.equals(PRESENT))
                .flatMap(name -> tensor(name).stream())
                .toList();
    }

    /**
     * Reads a file defensively: nothing is executed, no other file is opened, no native code is loaded.
     *
     * @param bytes the whole file; the model keeps the array, which must not be changed afterwards
     * @param limits what the runtime takes
     * @throws ModelRefusedException if the bytes are no ONNX model, or one that cannot be cut or served; with all problems
     */
    public static OnnxModel parse(byte[] bytes, ModelLimits limits) throws ModelRefusedException {
        var proto = ModelFile.read(bytes);
        var problems = new ArrayList<String>();
        VersionCheck.check(proto, limits, problems);
        NodeCheck.check(proto, limits, problems);
        ExternalDataCheck.check(proto, problems);
        ScopeCheck.check(proto.getGraph(), problems);
        InputCheck.check(proto.getGraph(), problems);
        DataCheck.check(proto, problems);
        if (!problems.isEmpty()) {
            throw new ModelRefusedException(bounded(problems));
        }
        return new OnnxModel(proto, digest(bytes));
    }

    private static List<String> bounded(List<String> problems) {
        if (problems.size() <= MOST_PROBLEMS) {
            return problems;
        }
        var shown = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
        shown.add((problems.size() - MOST_PROBLEMS) + " more problems");
        return shown;
    }

    /** {@code sha256:HEX} of some bytes. */
    public static String digest(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The key under which a model carries the calibrated threshold of an exit, as a decimal from 0 to 1. */
    public static String thresholdKey(String logits) {
        return THRESHOLD_KEY + logits;
    }

    /** {@code sha256:HEX} of the file. */
    public String digest() {
        return digest;
    }

    public long irVersion() {
        return proto.getIrVersion();
    }

    /** Version of the default operator set. */
    public long opset() {
        return proto.getOpsetImportList().stream()
                .filter(set -> ModelLimits.domain(set.getDomain()).equals(ModelLimits.DEFAULT_DOMAIN))
                .mapToLong(set -> set.getVersion())
                .findFirst()
                .orElseThrow();
    }

    /** The graph's inputs in their order, {@code present} and initializers apart. */
    public List<TensorInfo> views() {
        return views;
    }

    /** {@value #PRESENT}, if the graph has that input. */
    public Optional<String> presentInput() {
        return graph.inputs().stream().filter(PRESENT::equals).findFirst();
    }

    /** The file's own key-value notes, sorted by key. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Type and shape of a tensor, if the file declares them and they are of a kind that can leave a section. */
    public Optional<TensorInfo> tensor(String name) {
        return graph.valueInfo(name).flatMap(info -> new DeclaredTensor(info).tensor());
    }

    /** The graph's structure. */
    public ModelGraph graph() {
        return graph;
    }

    /** The file as read; what a cut is copied from. */
    public ModelProto proto() {
        return proto;
    }
}
