package dev.ddnn.sandbox.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bills of a story's DDNNs beside what their clients counted.
 *
 * @param seconds from the last sample until the bills had all of them
 * @param lines one per DDNN, tenant by tenant; those that were deleted meanwhile are among them
 * @param differences between bills and clients, one sentence each; empty: there is none
 */
@JsonPropertyOrder({"seconds", "differences", "lines"})
public record BillSummary(double seconds, List<Line> lines, List<String> differences) {
    public BillSummary {
        lines = List.copyOf(lines);
        differences = List.copyOf(differences);
    }

    /**
     * One DDNN's bill.
     *
     * @param namespace of the tenant
     * @param months as YYYY-MM
     * @param samples that came to the deciding section
     * @param answered by exit, as billed
     * @param clients what those counted who sent the samples
     * @param uplinkBytes that left their tier upwards
     * @param cpuSeconds of all pods
     * @param energyEstimatedWh watt-hours, estimated
     * @param cost by the pools' prices
     */
    @JsonPropertyOrder({
        "namespace",
        "ddnn",
        "uid",
        "months",
        "samples",
        "answered",
        "clients",
        "uplinkBytes",
        "cpuSeconds",
        "energyEstimatedWh",
        "cost"
    })
    public record Line(
            String namespace,
            String ddnn,
            String uid,
            List<String> months,
            long samples,
            Map<String, Long> answered,
            Clients clients,
            long uplinkBytes,
            double cpuSeconds,
            BigDecimal energyEstimatedWh,
            BigDecimal cost) {
        public Line {
            months = List.copyOf(months);
            answered = new TreeMap<>(answered);
        }
    }

    /**
     * What clients counted.
     *
     * @param answered by exit
     * @param unknown tries of which they do not know whether they were answered
     */
    public record Clients(Map<String, Long> answered, long unknown) {
        public Clients {
            answered = new TreeMap<>(answered);
        }
    }
}
