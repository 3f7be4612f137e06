package dev.ddnn.sandbox.cluster;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one digits story on the cluster that DDNN_CLUSTER_KUBECONFIG names; it is removed after the last test. */
public final class DigitsClusterExtension implements ParameterResolver {
    private static final String VARIABLE = "DDNN_CLUSTER_KUBECONFIG";
    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(DigitsClusterExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DigitsCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(OURS).computeIfAbsent("digits", key -> start(), DigitsCluster.class);
    }

    private static DigitsCluster start() {
        String kubeconfig = System.getenv(VARIABLE);
        if (kubeconfig == null) {
            throw new IllegalStateException(
                    VARIABLE + " must name the kubeconfig of a cluster that .ci/cluster/up made;"
                            + " .ci/cluster/test starts one and runs these tests");
        }
        try {
            return DigitsCluster.start(Path.of(kubeconfig).toAbsolutePath());
        } catch (Exception e) {
            throw new IllegalStateException("the digits story does not start on the cluster: " + e.getMessage(), e);
        }
    }
}
