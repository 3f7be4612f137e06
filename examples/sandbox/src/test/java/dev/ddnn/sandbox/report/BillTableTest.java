package dev.ddnn.sandbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.sandbox.report.BillSummary.Clients;
import dev.ddnn.sandbox.report.BillSummary.Line;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BillTableTest {
    private static Line line(String tenant, String ddnn, long samples, String cost, long unknown) {
        return new Line(
                tenant,
                ddnn,
                "uid",
                List.of("2026-11"),
                samples,
                Map.of("cloud", samples),
                new Clients(Map.of("cloud", samples), unknown),
                1_000,
                1.25,
                new BigDecimal("0.01"),
                new BigDecimal(cost));
    }

    @Test
    void eachDDNNHasALineAndEachTenantASum() {
        // Given
        BillSummary bill = new BillSummary(
                61.2,
                List.of(
                        line("default", "digits", 2_162, "0.0004", 0),
                        line("default", "late", 40, "0.0001", 0),
                        line("harbour", "digits", 80, "0.0002", 3)),
                List.of());

        // When
        List<String> table = BillTable.of(bill);

        // Then
        assertThat(String.join("\n", table).stripIndent()).isEqualTo("""

                  tenant       ddnn          samples uplink bytes    CPU s  Wh (est.)       cost
                  default      digits          2,162        1,000      1.3     0.0100   0.000400
                  default      late               40        1,000      1.3     0.0100   0.000100
                  default                      2,202        2,000      2.5     0.0200   0.000500
                  harbour      digits             80        1,000      1.3     0.0100   0.000200
                  harbour                         80        1,000      1.3     0.0100   0.000200
                  bill of 2026-11, complete 61 s after the last sample; samples as the clients counted them, 3 unknown to them""");
    }

    @Test
    void billThatDiffersSaysSo() {
        assertThat(BillTable.of(new BillSummary(180, List.of(line("a", "b", 1, "1", 0)), List.of("one is missing"))))
                .last()
                .asString()
                .endsWith("samples NOT as the clients counted them");
    }
}
