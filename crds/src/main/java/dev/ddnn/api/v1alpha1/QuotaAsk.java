package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a DDNN asks of the quotas of its namespace. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuotaAsk(
        @Min(1)
        @JsonPropertyDescription(
                "Number of the ask: each time that another amount is needed it is one more. Example: 1.")
        @Nullable
        Integer ask,

        @Min(0)
        @JsonPropertyDescription("Generation of the DDNN that needed it first. Never negative. Example: 4.")
        @Nullable
        Long ddnnGeneration,

        @Size(max = Limits.RESOURCES)
        @JsonPropertyDescription(
                "All that is needed, pods that replace others included: amounts by resource, at most 8. Example: {ddnns: 1, pods.device: 6, cpu: 300m, memory: 768Mi}.")
        @Nullable
        Map<String, Quantity> needed,

        @Size(max = Limits.TIME)
        @JsonPropertyDescription(
                "Since when it is asked for, as an RFC 3339 time of at most 35 characters; it decides who is first. Example: 2026-01-31T10:12:00.123Z.")
        @Nullable
        String since,

        @Size(max = Limits.RESOURCES)
        @JsonPropertyDescription(
                "What of needed is for old pods that go once new ones are there: amounts by resource, at most 8; absent if there are none. Example: {pods.cloud: 1, cpu: 100m, memory: 128Mi}.")
        @Nullable
        Map<String, Quantity> replaced) {
    /** An ask of nobody whose pods are replaced. */
    public QuotaAsk(
            @Nullable Integer ask,
            @Nullable Long ddnnGeneration,
            @Nullable Map<String, Quantity> needed,
            @Nullable String since) {
        this(ask, ddnnGeneration, needed, since, null);
    }
}
