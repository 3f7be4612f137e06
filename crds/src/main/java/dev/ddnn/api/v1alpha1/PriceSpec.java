package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What the use of a pool costs, in whatever currency: prices are numbers, and bills add them up. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PriceSpec(
        @Size(min = 1, max = 19)
        @Pattern(Limits.PRICE)
        @JsonPropertyDescription(
                "Price of one hour of CPU time on one core: a decimal of at most 9 digits before and 9 after the point, in quotes; nothing if absent. Example: \"0.02\".")
        @Nullable
        String cpuHour,

        @Size(min = 1, max = 19)
        @Pattern(Limits.PRICE)
        @JsonPropertyDescription(
                "Price of one GiB of memory for one hour: a decimal of at most 9 digits before and 9 after the point, in quotes; nothing if absent. Example: \"0.003\".")
        @Nullable
        String memoryGiHour,

        @Size(min = 1, max = 19)
        @Pattern(Limits.PRICE)
        @JsonPropertyDescription(
                "Price of one GiB that pods on the pool send to a section of another tier: a decimal of at most 9 digits before and 9 after the point, in quotes; nothing if absent. Example: \"0.10\".")
        @Nullable
        String uplinkGi) {}
