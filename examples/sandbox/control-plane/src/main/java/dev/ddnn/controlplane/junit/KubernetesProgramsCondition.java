package dev.ddnn.controlplane.junit;

import dev.ddnn.controlplane.programs.ConsoleProgress;
import dev.ddnn.controlplane.programs.KubernetesPrograms;
import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs a test class only where Kubernetes' programs are found or can be compiled. Otherwise it is skipped, and the
 * reason is printed with the command that would run it; with DDNN_REQUIRE_ALL_TIERS=true in the environment it fails.
 */
public class KubernetesProgramsCondition implements ExecutionCondition {

    static final String REQUIRE_ALL = "DDNN_REQUIRE_ALL_TIERS";

    @Override
    public final ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        try {
            require();
            return ConditionEvaluationResult.enabled("Kubernetes' programs are there");
        } catch (ProgramsUnavailable e) {
            var test = context.getTestClass().map(Class::getSimpleName).orElseGet(context::getDisplayName);
            var result = unavailable(test, e, Boolean.parseBoolean(System.getenv(REQUIRE_ALL)));
            result.getReason().ifPresent(System.out::println);
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kubernetes' programs were made ready", e);
        }
    }

    /** Makes ready what the tests need. */
    protected void require() throws ProgramsUnavailable, InterruptedException {
        KubernetesPrograms.locate(ConsoleProgress.onStandardError());
    }

    static ConditionEvaluationResult unavailable(String test, ProgramsUnavailable why, boolean required) {
        var reason = test + " needs Kubernetes' programs. " + why.getMessage();
        if (required) {
            throw new IllegalStateException(REQUIRE_ALL + "=true, but " + reason, why);
        }
        var skipped = "SKIPPED: " + reason + "\nThen run it with: mvn verify -Dit.test=" + test
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false";
        return ConditionEvaluationResult.disabled(skipped);
    }
}
