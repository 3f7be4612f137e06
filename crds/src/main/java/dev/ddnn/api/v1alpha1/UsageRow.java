package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What one section used on one pool. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsageRow(
        @Required
        @Size(min = 1, max = Limits.SECTION_NAME)
        @JsonPropertyDescription("Name of the section: at most 20 characters. Example: camera.")
        @Nullable
        String section,

        @Required
        @Size(max = Limits.POOL_NAME)
        @JsonPropertyDescription(
                "Name of the node pool: at most 63 characters; empty if it was not known when the pod was first heard of. Example: street-cameras.")
        @Nullable
        String pool,

        @Required
        @Size(max = Limits.SECTION_NAME)
        @JsonPropertyDescription(
                "Name of the section that bytes go to: at most 20 characters; empty in the top section. Example: gateway.")
        @Nullable
        String next,

        @Size(max = 16)
        @JsonPropertyDescription(
                "Tier of the pool: at most 16 characters; absent if it was not known. Example: Device.")
        @Nullable
        String tier,

        @JsonPropertyDescription(
                "Whether the next section is in another tier, so that bytes to it have a price; absent if not. Example: true.")
        @Nullable
        Boolean uplink,

        @JsonPropertyDescription(
                "What was counted in the month, all pods together. Example: {received: 100000, upBytes: 15360000, cpuMillis: 5400000}.")
        @Nullable
        UsageCounters used,

        @Size(max = Limits.AMOUNT)
        @JsonPropertyDescription(
                "Energy in watt-hours, estimated from the CPU time and the pool's power, as a decimal of at most 40 characters. Example: \"1.31\".")
        @Nullable
        String energyEstimatedWh,

        @Size(max = Limits.AMOUNT)
        @JsonPropertyDescription(
                "By the pool's prices at the time of use, as a decimal of at most 40 characters. Example: \"0.0315\".")
        @Nullable
        String cost) {}
