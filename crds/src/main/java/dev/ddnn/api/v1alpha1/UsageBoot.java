package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** How far one start of one pod is counted already: what its next report has more is new. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsageBoot(
        @Required
        @Size(min = 1, max = Limits.LABEL_VALUE)
        @JsonPropertyDescription(
                "UID of the pod: at most 63 characters. Example: 0d3f2c1e-6a70-4c3b-9c55-0f6f1b2a3c4d.")
        @Nullable
        String podUID,

        @Required
        @Size(min = 1, max = Limits.LABEL_VALUE)
        @JsonPropertyDescription(
                "Which start of its process: at most 63 characters. Example: 7b0e6c1e-1111-4c3b-9c55-0f6f1b2a3c4d.")
        @Nullable
        String bootID,

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

        @Min(0)
        @JsonPropertyDescription("Number of the newest report that is counted. Never negative. Example: 720.")
        @Nullable
        Long sequence,

        @Size(max = Limits.TIME)
        @JsonPropertyDescription(
                "When the hub got that report, as an RFC 3339 time of at most 35 characters. Example: 2026-01-31T10:12:00.123Z.")
        @Nullable
        String receivedAt,

        @Size(max = Limits.TIME)
        @JsonPropertyDescription(
                "Since when it is known that nothing more can come of it, as an RFC 3339 time of at most 35 characters; it is forgotten an hour later. Absent: it may report. Example: 2026-01-31T11:12:00.123Z.")
        @Nullable
        String overSince,

        @JsonPropertyDescription(
                "Its counters since its start, as that report had them. Example: {received: 5000, cpuMillis: 270000}.")
        @Nullable
        UsageCounters counted) {}
