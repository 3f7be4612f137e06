package dev.ddnn.controlplane.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import dev.ddnn.controlplane.programs.ProgramsUnavailable.Reason;
import org.junit.jupiter.api.Test;

class KubernetesProgramsConditionTest {

    private final ProgramsUnavailable noGo =
            new ProgramsUnavailable(Reason.GO_MISSING, "There is no Go.", "Install it.");

    @Test
    void aSkipNamesReasonRemedyAndCommand() {
        // When
        var result = KubernetesProgramsCondition.unavailable("FooApiServerIT", noGo, false);

        // Then
        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).hasValueSatisfying(reason -> assertThat(reason)
                .startsWith("SKIPPED: FooApiServerIT needs Kubernetes' programs. There is no Go. Install it.\n")
                .contains("mvn verify -Dit.test=FooApiServerIT"));
    }

    @Test
    void whereAllTiersAreRequiredItFails() {
        assertThatThrownBy(() -> KubernetesProgramsCondition.unavailable("FooApiServerIT", noGo, true))
                .hasMessage("DDNN_REQUIRE_ALL_TIERS=true, but FooApiServerIT needs Kubernetes' programs."
                        + " There is no Go. Install it.");
    }
}
