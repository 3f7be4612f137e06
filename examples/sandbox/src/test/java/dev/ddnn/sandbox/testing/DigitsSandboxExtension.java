package dev.ddnn.sandbox.testing;

import dev.ddnn.controlplane.junit.KubernetesProgramsCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one digits sandbox of the JVM, also where a JVM is given its test classes one by one; it ends with the last test. */
public final class DigitsSandboxExtension extends KubernetesProgramsCondition implements ParameterResolver {
    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(DigitsSandboxExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DigitsSandbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, OURS)
                .computeIfAbsent("digits", key -> start(), DigitsSandbox.class);
    }

    private static DigitsSandbox start() {
        try {
            return DigitsSandbox.start(true);
        } catch (Exception e) {
            throw new IllegalStateException("the digits story does not start: " + e.getMessage(), e);
        }
    }
}
