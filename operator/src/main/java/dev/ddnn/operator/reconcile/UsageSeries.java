package dev.ddnn.operator.reconcile;

import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.operator.plan.usage.Figure;
import dev.ddnn.operator.plan.usage.Page;
import dev.ddnn.operator.plan.usage.Row;
import dev.ddnn.operator.plan.usage.Spot;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The open bills as series for Prometheus, one for each row. They are gauges: with a month they begin anew, as their label says.
 * Answers have a series for each exit.
 */
final class UsageSeries {
    private static final double MILLIS_PER_SECOND = 1000;
    private final Map<MultiGauge, ToDoubleFunction<Row>> byRow = new LinkedHashMap<>();
    private final MultiGauge answers;

    UsageSeries(MeterRegistry registry) {
        add(registry, "samples", "Samples that reached the deciding section", figure(Figure.Samples));
        add(registry, "received", "Samples or parts that the section took in", figure(Figure.Received));
        add(registry, "refused", "Samples or parts that the section refused", figure(Figure.Refused));
        add(registry, "degraded", "Answers of the section that were marked degraded", figure(Figure.Degraded));
        add(registry, "up.bytes", "Bytes to the next section", figure(Figure.UpBytes));
        add(registry, "down.bytes", "Bytes from the next section", figure(Figure.DownBytes));
        add(registry, "cpu.seconds", "CPU time", row -> row.counters().get(Figure.CpuMillis) / MILLIS_PER_SECOND);
        add(registry, "memory.byte.seconds", "Resident memory over time", figure(Figure.MemoryByteSeconds));
        add(registry, "energy.estimated.wh", "Energy, estimated", row -> row.energyWh()
                .doubleValue());
        add(registry, "cost", "Cost by the prices of the pools", row -> row.cost()
                .doubleValue());
        answers = MultiGauge.builder("ddnn.usage.answered")
                .description("Samples by the exit that answered them")
                .register(registry);
    }

    /** Shows these bills and no others. Those that are closed are left out. */
    void show(List<DDNNUsage> bills) {
        var rows = new ArrayList<Line>();
        for (DDNNUsage bill : bills) {
            Page page = UsageObjects.page(bill);
            if (page.usage() != null && page.continuedIn() == null) {
                page.usage().rows().forEach((spot, row) -> rows.add(new Line(tags(bill, spot), row)));
            }
        }
        byRow.forEach((gauge, value) -> gauge.register(
                rows.stream()
                        .<MultiGauge.Row<?>>map(line -> MultiGauge.Row.of(line.tags(), value.applyAsDouble(line.row())))
                        .toList(),
                true));
        answers.register(
                rows.stream()
                        .flatMap(line -> line.row().counters().answered().entrySet().stream()
                                .<MultiGauge.Row<?>>map(one ->
                                        MultiGauge.Row.of(line.tags().and("exit", one.getKey()), one.getValue())))
                        .toList(),
                true);
    }

    private void add(MeterRegistry registry, String name, String description, ToDoubleFunction<Row> value) {
        byRow.put(
                MultiGauge.builder("ddnn.usage." + name)
                        .description(description)
                        .register(registry),
                value);
    }

    private static ToDoubleFunction<Row> figure(Figure figure) {
        return row -> row.counters().get(figure);
    }

    private static Tags tags(DDNNUsage bill, Spot spot) {
        return Tags.of(
                "namespace", bill.getMetadata().getNamespace(),
                "ddnn", String.valueOf(bill.getSpec().ddnn()),
                "uid", String.valueOf(bill.getSpec().ddnnUID()),
                "month", String.valueOf(bill.getSpec().month()),
                "section", spot.section(),
                "pool", spot.pool(),
                "tier", spot.tier(),
                "next", spot.next());
    }

    private record Line(Tags tags, Row row) {}
}
