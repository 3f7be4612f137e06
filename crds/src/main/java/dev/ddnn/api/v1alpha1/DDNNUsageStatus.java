package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was used so far. A component that is null says nothing. */
@JsonClassDescription(
        "What was used so far. Written by the operator only, at most once a minute and when pods end; who changes it changes the bill.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DDNNUsageStatus(
        @Min(0)
        @JsonPropertyDescription(
                "Samples that came in: those that reached the deciding section. Never negative. Example: 100000.")
        @Nullable
        Long samples,

        @Size(max = Limits.SECTIONS)
        @JsonPropertyDescription(
                "Samples by the exit that answered them; at most 8. Example: [{exit: gateway, samples: 71840}, {exit: cloud, samples: 28160}].")
        @Nullable
        List<UsageAnswers> answered,

        @Size(max = Limits.SUMMARY)
        @JsonPropertyDescription(
                "The same in short, for the columns of kubectl get; at most 512 characters. Example: gateway 72% cloud 28%.")
        @Nullable
        String exitSummary,

        @Size(max = Limits.USAGE_HOPS)
        @JsonPropertyDescription(
                "Bytes between sections, all pods together; at most 64. Example: [{from: camera, to: gateway, upBytes: 15360000, downBytes: 2400000}].")
        @Nullable
        List<UsageHop> hops,

        @Size(max = Limits.AMOUNT)
        @JsonPropertyDescription(
                "CPU time in hours of one core, as a decimal of at most 40 characters, rounded. Example: \"1.5\".")
        @Nullable
        String cpuHours,

        @Size(max = Limits.AMOUNT)
        @JsonPropertyDescription(
                "Resident memory in GiB, times hours, as a decimal of at most 40 characters, rounded. Example: \"120.2\".")
        @Nullable
        String memoryGiHours,

        @Size(max = Limits.AMOUNT)
        @JsonPropertyDescription(
                "Energy in watt-hours, estimated from CPU time and the power of the pools, as a decimal of at most 40 characters, rounded. Example: \"1.31\".")
        @Nullable
        String energyEstimatedWh,

        @Size(max = Limits.AMOUNT)
        @JsonPropertyDescription(
                "What it costs by the prices that the pools had at the time of use, as a decimal of at most 40 characters, rounded. Example: \"0.0315\".")
        @Nullable
        String cost,

        @Size(max = Limits.USAGE_ROWS)
        @JsonPropertyDescription(
                "The same by section, pool and next section, unrounded: what all other figures are made of; at most 256. Example: [{section: camera, pool: street-cameras, next: gateway, tier: Device, used: {received: 100000}}].")
        @Nullable
        List<UsageRow> rows,

        @Size(max = Limits.USAGE_BOOTS)
        @JsonPropertyDescription(
                "How far each start of each pod is counted, so that nothing is counted twice; at most 1000. Example: [{podUID: 0d3f…, bootID: 7b0e…, section: camera, pool: street-cameras, next: gateway, sequence: 720}].")
        @Nullable
        List<UsageBoot> boots,

        @JsonPropertyDescription(
                "What went up today, for the budgets of the namespace. Example: {day: 2026-01-31, upBytes: 524288000}.")
        @Nullable
        UsageDay today,

        @Min(0)
        @JsonPropertyDescription(
                "Starts of pods that report and are not counted, because 1000 others are; absent if there are none. Never negative. Example: 3.")
        @Nullable
        Integer unmetered,

        @Size(max = Limits.TIME)
        @JsonPropertyDescription(
                "Until when use is counted, as an RFC 3339 time of at most 35 characters. Example: 2026-01-31T10:12:00Z.")
        @Nullable
        String lastFolded,

        @Size(max = 7)
        @JsonPropertyDescription(
                "The month in which counting goes on, as YYYY-MM: this bill is final. Absent: in this one. Example: 2026-02.")
        @Nullable
        String continuedIn) {}
