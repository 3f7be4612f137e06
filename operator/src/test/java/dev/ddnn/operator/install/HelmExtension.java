package dev.ddnn.operator.install;

import dev.ddnn.controlplane.junit.KubernetesProgramsCondition;
import dev.ddnn.controlplane.programs.ConsoleProgress;
import dev.ddnn.controlplane.programs.HelmProgram;
import dev.ddnn.controlplane.programs.KubernetesPrograms;
import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the programs with which people install, as {@link Tools}; skips them where these can be neither found nor compiled. */
public final class HelmExtension extends KubernetesProgramsCondition implements ParameterResolver {
    @Override
    protected void require() throws ProgramsUnavailable, InterruptedException {
        super.require();
        HelmProgram.locate(ConsoleProgress.onStandardError());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Tools.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        try {
            Path kubernetes = KubernetesPrograms.locate(ConsoleProgress.onStandardError());
            return new Tools(
                    HelmProgram.locate(ConsoleProgress.onStandardError()), kubernetes.resolve("kubectl"), null);
        } catch (ProgramsUnavailable e) {
            throw new ParameterResolutionException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ParameterResolutionException("interrupted while the programs were made ready", e);
        }
    }
}
