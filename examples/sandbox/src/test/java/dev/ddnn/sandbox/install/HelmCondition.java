package dev.ddnn.sandbox.install;

import dev.ddnn.controlplane.junit.KubernetesProgramsCondition;
import dev.ddnn.controlplane.programs.ConsoleProgress;
import dev.ddnn.controlplane.programs.HelmProgram;
import dev.ddnn.controlplane.programs.ProgramsUnavailable;

/** As its parent, for tests that need Helm as well. */
final class HelmCondition extends KubernetesProgramsCondition {
    @Override
    protected void require() throws ProgramsUnavailable, InterruptedException {
        super.require();
        HelmProgram.locate(ConsoleProgress.onStandardError());
    }
}
