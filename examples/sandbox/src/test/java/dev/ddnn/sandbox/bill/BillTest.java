package dev.ddnn.sandbox.bill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.sandbox.story.Outcome;
import dev.ddnn.sandbox.story.Verdict;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BillTest {
    private static DDNNUsage usage(String month, int samples) {
        return Serialization.unmarshal("""
                apiVersion: ddnn.dev/v1alpha1
                kind: DDNNUsage
                metadata: {name: digits, namespace: city}
                spec: {ddnn: digits, ddnnUID: "1", month: "%s"}
                status:
                  samples: %d
                  answered: [{exit: gateway, samples: %d}, {exit: cloud, samples: 1}]
                  rows:
                    - {section: camera, pool: cams, next: gateway, uplink: true, cost: "0.000000000001", used: {upBytes: 100, cpuMillis: 7}}
                    - {section: gateway, pool: edge, next: top, used: {samples: %d, upBytes: 30}, energyEstimatedWh: "0.5", cost: "0.25"}
                """.formatted(month, samples, samples - 1, samples), DDNNUsage.class);
    }

    private static Outcome outcome(@Nullable String exit, int tries, int untold) {
        Verdict verdict = exit == null ? null : new Verdict(exit, 1, "r", "1", false, null, new float[] {1});
        return new Outcome(0, 0, verdict, null, false, 1, 1, null, false, new Outcome.Tries("id", null, tries, untold));
    }

    @Test
    void monthsAreAddedUpAndBytesCountWhereTheyLeaveTheirTier() {
        // When
        Bill bill = Bill.of(List.of(usage("2026-01", 10), usage("2026-02", 5)));

        // Then
        assertThat(bill.months()).containsExactly("2026-01", "2026-02");
        assertThat(bill.samples()).isEqualTo(15);
        assertThat(bill.answered()).isEqualTo(Map.of("gateway", 13L, "cloud", 2L));
        assertThat(bill.uplinkBytes()).isEqualTo(200);
        assertThat(bill.cpuMillis()).isEqualTo(14);
        assertThat(bill.energyEstimatedWh()).isEqualByComparingTo("1");
        assertThat(bill.cost()).isEqualByComparingTo(new BigDecimal("0.500000000002"));
    }

    @Test
    void clientsCountAnswersByExitAndTriesOfWhichTheyDoNotKnow() {
        // When
        Counted counted = Counted.NOTHING
                .and(List.of(outcome("gateway", 1, 0), outcome("gateway", 3, 1)))
                .and(List.of(outcome("cloud", 1, 0), outcome(null, 4, 2)));

        // Then
        assertThat(counted).isEqualTo(new Counted(9, Map.of("gateway", 2L, "cloud", 1L), 3));
        assertThat(counted.samples()).isEqualTo(3);
    }
}
