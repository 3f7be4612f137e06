package dev.ddnn.operator.plan.usage;

import dev.ddnn.contract.report.PodReport;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * A report as the hub has it.
 *
 * @param receivedAt when it came, by the hub's clock: it decides the month that pays
 */
public record Heard(Instant receivedAt, PodReport report) {
    /** The day that pays, in UTC. */
    LocalDate day() {
        return LocalDate.ofInstant(receivedAt, ZoneOffset.UTC);
    }

    /** The month that pays, in UTC. */
    YearMonth month() {
        return YearMonth.from(receivedAt.atZone(ZoneOffset.UTC));
    }
}
