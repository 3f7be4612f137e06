package dev.ddnn.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.api.v1alpha1.DDNNUsageSpec;
import dev.ddnn.api.v1alpha1.DDNNUsageStatus;
import dev.ddnn.api.v1alpha1.UsageAnswers;
import dev.ddnn.api.v1alpha1.UsageCounters;
import dev.ddnn.api.v1alpha1.UsageRow;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UsageSeriesTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final UsageSeries series = new UsageSeries(registry);

    @Test
    void eachRowOfAnOpenBillIsASeries() {
        // When
        series.show(List.of(bill("2026-02", 40, null), bill("2026-01", 7, "2026-02")));

        // Then
        assertThat(registry.get("ddnn.usage.samples").gauges()).singleElement().satisfies(gauge -> {
            assertThat(gauge.value()).isEqualTo(40);
            assertThat(gauge.getId().getTag("namespace")).isEqualTo("city");
            assertThat(gauge.getId().getTag("month")).isEqualTo("2026-02");
        });
        assertThat(registry.get("ddnn.usage.answered")
                        .tag("exit", "cloud")
                        .gauge()
                        .value())
                .isEqualTo(40);
        assertThat(registry.get("ddnn.usage.cpu.seconds").gauge().value()).isEqualTo(1.5);
    }

    @Test
    void aBillThatIsGoneHasNoSeries() {
        // Given
        series.show(List.of(bill("2026-02", 40, null)));

        // When
        series.show(List.of());

        // Then
        assertThat(registry.find("ddnn.usage.samples").gauges()).isEmpty();
    }

    private static DDNNUsage bill(String month, long samples, @Nullable String continuedIn) {
        var used = new UsageCounters(
                samples, samples, null, null, null, null, 1500L, null, List.of(new UsageAnswers("cloud", samples)));
        var row = new UsageRow("cloud", "cloud", "", "Cloud", null, used, "0", "0.5");
        var bill = new DDNNUsage();
        bill.setMetadata(new ObjectMetaBuilder()
                .withNamespace("city")
                .withName("d-" + month)
                .build());
        bill.setSpec(new DDNNUsageSpec("d", "uid", month, null));
        bill.setStatus(new DDNNUsageStatus(
                samples,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(row),
                null,
                null,
                null,
                "2026-02-01T00:00:00Z",
                continuedIn));
        return bill;
    }
}
