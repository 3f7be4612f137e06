package dev.ddnn.controlplane.junit;

import dev.ddnn.controlplane.ControlPlane;
import dev.ddnn.controlplane.Parts;
import dev.ddnn.controlplane.SharedControlPlane;
import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the API server that all tests of the JVM share, as a parameter of type {@link ControlPlane}; skips them
 * where Kubernetes' programs are unavailable. No controllers run: see {@link Parts#API_SERVER}.
 */
public class ApiServerExtension extends KubernetesProgramsCondition implements ParameterResolver {

    private final Parts parts;

    /** Called by JUnit. */
    public ApiServerExtension() {
        this(Parts.API_SERVER);
    }

    ApiServerExtension(Parts parts) {
        this.parts = parts;
    }

    @Override
    protected final void require() throws ProgramsUnavailable, InterruptedException {
        SharedControlPlane.get(parts);
    }

    @Override
    public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ControlPlane.class;
    }

    @Override
    public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        try {
            return SharedControlPlane.get(parts);
        } catch (ProgramsUnavailable e) {
            throw new ParameterResolutionException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ParameterResolutionException("interrupted while the control plane was starting", e);
        }
    }
}
