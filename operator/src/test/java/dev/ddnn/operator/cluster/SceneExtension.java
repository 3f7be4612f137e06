package dev.ddnn.operator.cluster;

import dev.ddnn.controlplane.ControlPlane;
import dev.ddnn.controlplane.junit.ControlPlaneExtension;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test a {@link Scene} of its own, on the control plane and operator that all tests share; skips where there is none. */
final class SceneExtension implements ExecutionCondition, ParameterResolver {
    private final ControlPlaneExtension controlPlane = new ControlPlaneExtension();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return controlPlane.evaluateExecutionCondition(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Scene.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var plane = (ControlPlane) controlPlane.resolveParameter(parameter, context);
        try {
            return new Scene(Harness.on(plane));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ParameterResolutionException("interrupted while the operator was installed", e);
        }
    }
}
