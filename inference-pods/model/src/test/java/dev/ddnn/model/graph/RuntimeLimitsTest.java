package dev.ddnn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.ddnn.model.testing.GraphBuilder;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/** Finds out what the bundled runtime takes by asking it, newer and newer, until it refuses. */
class RuntimeLimitsTest {
    private static final long FAR = 60;

    @Test
    void newestIrVersion() {
        assertThat(newest(
                        8,
                        version ->
                                loads(model().toBuilder().setIrVersion(version).build())))
                .isEqualTo(ModelLimits.BUNDLED.maxIrVersion());
    }

    @Test
    void newestVersionOfEveryOperatorSet() {
        ModelLimits.BUNDLED.maxOpsets().forEach((domain, limit) -> {
            var isDefault = domain.equals(ModelLimits.DEFAULT_DOMAIN);
            assertThat(newest(
                            isDefault ? 17 : 1,
                            version -> loads(isDefault ? opset(version) : importing(domain, version))))
                    .as(domain)
                    .isEqualTo(limit);
        });
    }

    @Test
    void oldestVersions() {
        assertThat(loads(opset(ModelLimits.MIN_OPSET))).isTrue();
        assertThat(loads(opset(7).toBuilder()
                        .setIrVersion(ModelLimits.MIN_IR_VERSION)
                        .build()))
                .isTrue();
    }

    private static ModelProto model() {
        return new GraphBuilder()
                .view("x", 2)
                .node("Relu", "y", "x")
                .output("y", 2)
                .proto();
    }

    private static ModelProto opset(long version) {
        return model().toBuilder()
                .clearOpsetImport()
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(version))
                .build();
    }

    private static ModelProto importing(String domain, long version) {
        return model().toBuilder()
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version))
                .build();
    }

    private static long newest(long known, LongPredicate loads) {
        assertThat(loads.test(known)).as("version " + known).isTrue();
        var version = known;
        while (version < FAR && loads.test(version + 1)) {
            version++;
        }
        return version;
    }

    private static boolean loads(ModelProto model) {
        try (var options = new OrtSession.SessionOptions();
                var session = OrtEnvironment.getEnvironment().createSession(model.toByteArray(), options)) {
            return session.getNumInputs() == 1;
        } catch (OrtException refused) {
            return false;
        }
    }
}
