package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The day that is counted, for budgets of a day. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsageDay(
        @Size(max = 10)
        @JsonPropertyDescription(
                "The day in UTC on which the hub got the newest report that is counted, as YYYY-MM-DD. Example: 2026-01-31.")
        @Nullable
        String day,

        @Min(0)
        @JsonPropertyDescription(
                "Bytes that went up on that day from the deciding section and those above it. Never negative. Example: 524288000.")
        @Nullable
        Long upBytes) {}
