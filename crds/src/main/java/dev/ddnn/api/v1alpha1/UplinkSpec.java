package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The declared link from the nodes of a pool towards the next tier. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UplinkSpec(
        @Size(min = 1, max = 16)
        @Pattern(Limits.BANDWIDTH)
        @JsonPropertyDescription(
                "Rate of the link in bit/s, with the suffix k, M or G for thousands, millions or thousands of millions; from 1k to 400G. Absent if it is not known. Example: 2M.")
        @ValidationRule(
                value =
                        "self.matches('" + Limits.BANDWIDTH
                                + "') && quantity(self).compareTo(quantity('1k')) >= 0 && quantity(self).compareTo(quantity('400G')) <= 0",
                messageExpression =
                        "'`bandwidth` must be from 1k to 400G (bit/s), such as 2M; found \\'' + self + '\\''")
        @Nullable
        String bandwidth,

        @Size(min = 1, max = Limits.DURATION)
        @Pattern(Durations.PATTERN)
        @JsonPropertyDescription(
                "Delay of the link one way, as a duration with the units h, m, s, ms; from 0s to 1m. Absent if it is not known. Example: 20ms.")
        @ValidationRule(
                value = "self.matches('" + Durations.PATTERN + "') && duration(self) <= duration('1m')",
                messageExpression =
                        "'`latency` must be a duration from 0s to 1m, such as 20ms; found \\'' + self + '\\''")
        @Nullable
        String latency) {}
