package dev.ddnn.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.QuotaWait;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.operator.plan.quota.Capacity;
import dev.ddnn.operator.plan.quota.Page;
import dev.ddnn.operator.plan.quota.QuotaResource;
import io.fabric8.kubernetes.api.model.Condition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaStatusAssemblerTest {
    private static final QuotaWait WAITS = new QuotaWait("uid", "digits", 1, 1, Map.of(), null, "no room");

    @ParameterizedTest
    @CsvSource({"0,nobody waits", "1,1 waits for room", "2,2 wait for room"})
    void itSaysHowManyWait(int count, String words) {
        Condition ready = ready(1, count);
        assertThat(ready.getReason()).isEqualTo("WithinLimits");
        assertThat(ready.getMessage()).isEqualTo(words);
    }

    @Test
    void itIsNotReadyAboveItsLimits() {
        Condition ready = ready(2, 1);
        assertThat(ready.getStatus()).isEqualTo("False");
        assertThat(ready.getReason()).isEqualTo("OverLimit");
        assertThat(ready.getMessage()).startsWith("pods.cloud: 2 used, and the limit is 1.");
    }

    /** Of a quota of one pod. */
    private static Condition ready(int pods, int waiting) {
        var page = new Page(
                Map.of(QuotaResource.CLOUD_PODS, BigDecimal.ONE),
                List.of(),
                Collections.nCopies(waiting, WAITS),
                Capacity.pods(Tier.Cloud, pods, Map.of()),
                false,
                List.of(),
                List.of());
        return Conditions.find(
                        QuotaStatusAssembler.assemble(null, 1, page, Instant.EPOCH)
                                .conditions(),
                        ConditionType.Ready)
                .orElseThrow();
    }
}
