package dev.ddnn.hub.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.contract.report.LastReports.LastReport;
import dev.ddnn.contract.report.PodReport;
import dev.ddnn.contract.report.ReceivedReports.Received;
import dev.ddnn.hub.ManualClock;
import dev.ddnn.hub.serve.Reports;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportStoreTest {
    private final ManualClock clock = new ManualClock();
    private final ReportStore store = new ReportStore(Duration.ofMinutes(10), 3, clock);

    @Test
    void lateAndRepeatedReportsChangeNothing() {
        // Given
        store.record(report("a", "boot-1", 5));
        clock.advance(Duration.ofSeconds(7));

        // When
        store.record(report("a", "boot-1", 4));
        store.record(report("a", "boot-1", 5));

        // Then
        assertThat(all())
                .containsExactly(new Received(
                        7_000,
                        report("a", "boot-1", 5),
                        clock.instant().minusSeconds(7).toEpochMilli()));
    }

    @Test
    void newerReportReplaces() {
        // Given
        store.record(report("a", "boot-1", 5));
        clock.advance(Duration.ofSeconds(7));

        // When
        store.record(report("a", "boot-1", 9));

        // Then
        assertThat(all())
                .containsExactly(new Received(
                        0, report("a", "boot-1", 9), clock.instant().toEpochMilli()));
    }

    @Test
    void eachBootCountsByItself() {
        // Given
        store.record(report("a", "boot-1", 5));

        // When
        store.record(report("a", "boot-2", 1));

        // Then
        assertThat(all())
                .extracting(Received::report)
                .containsExactly(report("a", "boot-1", 5), report("a", "boot-2", 1));
    }

    @Test
    void silentBootIsForgotten() {
        // Given
        store.record(report("a", "boot-1", 1));
        clock.advance(Duration.ofMinutes(6));
        store.record(report("b", "boot-1", 1));

        // When
        clock.advance(Duration.ofMinutes(4).plusMillis(1));

        // Then
        assertThat(all()).extracting(Received::report).containsExactly(report("b", "boot-1", 1));
    }

    @Test
    void aLastReportThatNobodyFoldedIsKeptForADay() {
        // Given
        store.record(report("a", "boot-1", 7).asLast());
        store.record(report("b", "boot-1", 7).asLast());
        store.record(report("c", "boot-1", 7));
        store.acknowledge(folded("b", 7));

        // When
        clock.advance(Duration.ofHours(23));

        // Then
        assertThat(all())
                .extracting(Received::report)
                .containsExactly(report("a", "boot-1", 7).asLast());
        assertThat(store.unacknowledged().reports()).containsExactly(folded("a", 7));

        // When
        clock.advance(Duration.ofHours(1).plusMillis(1));

        // Then
        assertThat(all()).isEmpty();
        assertThat(store.unacknowledged().reports()).isEmpty();
    }

    @Test
    void whatIsFoldedStaysFolded() {
        // Given
        store.record(report("a", "boot-1", 5));
        store.acknowledge(folded("a", 5));

        // When
        store.acknowledge(folded("a", 4));

        // Then
        assertThat(store.record(report("a", "boot-1", 6).asLast())).isEqualTo(5);
        assertThat(store.unacknowledged().reports()).containsExactly(folded("a", 6));
    }

    @Test
    void aBootThatIsNotKnownIsAcknowledgedOnlyOnceItIs() {
        // When
        store.acknowledge(folded("a", 9));

        // Then
        assertThat(store.size()).isZero();
        assertThat(store.record(report("a", "boot-1", 6).asLast())).isZero();
    }

    private static LastReport folded(String pod, long sequence) {
        return new LastReport("farm", "digits", "uid-" + pod, "boot-1", sequence);
    }

    @Test
    void bootSilentForLongestGoesWhenTooManySpeak() {
        // Given
        store.record(report("a", "boot-1", 1));
        store.record(report("b", "boot-1", 1));
        store.record(report("c", "boot-1", 1));
        store.record(report("a", "boot-1", 2));

        // When
        store.record(report("d", "boot-1", 1));

        // Then
        assertThat(all()).extracting(received -> received.report().pod()).containsExactly("a", "c", "d");
        assertThat(store.size()).isEqualTo(3);
    }

    @Test
    void filterSelects() {
        // Given
        store.record(Reports.of("one", "a", "boot-1", 1));
        store.record(Reports.of("two", "b", "boot-1", 1));

        // Then
        assertThat(store.reports("farm", "two").reports())
                .extracting(Received::report)
                .containsExactly(Reports.of("two", "b", "boot-1", 1));
        assertThat(store.reports("elsewhere", null).reports()).isEmpty();
        assertThat(store.reports(null, null).reports()).hasSize(2);
    }

    private List<Received> all() {
        return store.reports(null, null).reports();
    }

    private static PodReport report(String pod, String boot, long sequence) {
        return Reports.of("digits", pod, boot, sequence);
    }
}
