package dev.ddnn.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNRevisionSpec;
import dev.ddnn.contract.cut.CutReport;
import dev.ddnn.operator.testing.Cuts;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written down of a revision is all of it, and its name tells whether it was tampered with. */
class RecordedRevisionTest {
    static Stream<CutReport> cuts() {
        return Stream.of(
                Cuts.cloudOnly("model", 1),
                Cuts.deviceBelowCloud("model"),
                Cuts.camerasBelowCloud("model", 3),
                Cuts.camerasGatewayCloud("model", 6, "0.80"));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void nothingIsLost(CutReport cut) {
        // Given
        Revision revision = Revision.of("d", cut);

        // When
        DDNNRevisionSpec spec = RecordedRevision.anew(revision, "hub:m", 4).spec();

        // Then
        assertThat(RecordedRevision.read("d", revision.name(), spec, "hash"))
                .hasValue(new RecordedRevision(revision, spec, "hash"));
    }

    @Test
    void whatItsNameDoesNotStandForIsNotBelieved() {
        // Given
        Revision revision = Revision.of("d", Cuts.cloudOnly("model", 1));
        DDNNRevisionSpec other = RecordedRevision.anew(Revision.of("d", Cuts.cloudOnly("other", 1)), "hub:m", 1)
                .spec();

        // When
        var read = RecordedRevision.read("d", revision.name(), other, null);

        // Then
        assertThat(read).isEmpty();
    }

    @Test
    void whatLacksAFieldIsNotBelieved() {
        // Given
        var spec = new DDNNRevisionSpec(null, 1L, null, null);

        // When
        var read = RecordedRevision.read("d", "d-00000000", spec, null);

        // Then
        assertThat(read).isEmpty();
    }
}
