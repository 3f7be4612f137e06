package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the DDNNs of a namespace have used of today and of this month. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuotaMetered(
        @Size(max = 10)
        @JsonPropertyDescription("Today, in UTC, by the clock of the hub, as YYYY-MM-DD. Example: 2026-01-31.")
        @Nullable
        String day,

        @Min(0)
        @JsonPropertyDescription(
                "Bytes that went up today above the deciding sections, all DDNNs together. Never negative. Example: 1932735283.")
        @Nullable
        Long uplinkBytes,

        @Size(max = Limits.LABEL_VALUE)
        @JsonPropertyDescription(
                "The same in short, of the budget: rounded down, at most 63 characters. Example: 1.8Gi/2Gi.")
        @Nullable
        String uplink,

        @Size(max = Limits.TIME)
        @JsonPropertyDescription(
                "When the day ends for which the budget of bytes is used up, as an RFC 3339 time of at most 35 characters: until then deciding sections answer by their own exits. Absent: it is not used up. Example: 2026-02-01T00:00:00Z.")
        @Nullable
        String uplinkSpentUntil,

        @Size(max = 7)
        @JsonPropertyDescription("This month, in UTC, by the clock of the hub, as YYYY-MM. Example: 2026-01.")
        @Nullable
        String month,

        @Size(max = Limits.AMOUNT)
        @JsonPropertyDescription(
                "What all DDNNs have cost this month, as a decimal of at most 40 characters, rounded down. Example: \"12.503112\".")
        @Nullable
        String cost,

        @Size(max = Limits.LABEL_VALUE)
        @JsonPropertyDescription("The same in short, of the budget: at most 63 characters. Example: 12.50/150.")
        @Nullable
        String costSummary,

        @Size(max = Limits.TIME)
        @JsonPropertyDescription(
                "When the month ends for which the budget of cost is used up, as an RFC 3339 time of at most 35 characters: until then no further DDNN gets in. Absent: it is not used up. Example: 2026-02-01T00:00:00Z.")
        @Nullable
        String costSpentUntil,

        @Size(max = Limits.LISTED)
        @JsonPropertyDescription(
                "Who used it, those that still exist and those that do not, the most expensive first; at most 100 are listed. Example: [{ddnn: vehicles, uplinkBytes: 1932735283, cost: \"12.503112\"}].")
        @Nullable
        List<QuotaUser> users) {}
