package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is counted, as whole numbers. What is absent is 0, or not known to the pods. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsageCounters(
        @Min(0)
        @JsonPropertyDescription(
                "Samples that came to the deciding section, through which all pass; absent in other sections. Never negative. Example: 100000.")
        @Nullable
        Long samples,

        @Min(0)
        @JsonPropertyDescription(
                "Samples, or below a join parts of them, that the section took in. Never negative. Example: 100000.")
        @Nullable
        Long received,

        @Min(0)
        @JsonPropertyDescription(
                "Samples or parts that the section refused, whatever the reason. Never negative. Example: 12.")
        @Nullable
        Long refused,

        @Min(0)
        @JsonPropertyDescription(
                "Answers of the section's own exit that were marked degraded. Never negative. Example: 40.")
        @Nullable
        Long degraded,

        @Min(0) @JsonPropertyDescription("Bytes to the next section. Never negative. Example: 15360000.") @Nullable
        Long upBytes,

        @Min(0) @JsonPropertyDescription("Bytes from the next section. Never negative. Example: 2400000.") @Nullable
        Long downBytes,

        @Min(0)
        @JsonPropertyDescription(
                "CPU time of the processes in milliseconds, as the system tells it. Never negative. Example: 5400000.")
        @Nullable
        Long cpuMillis,

        @Min(0)
        @JsonPropertyDescription(
                "Resident memory of the processes in bytes, times seconds. Never negative. Example: 463856467968000.")
        @Nullable
        Long memoryByteSeconds,

        @Size(max = Limits.SECTIONS)
        @JsonPropertyDescription(
                "Samples by the exit that answered them, as the deciding section saw it; at most 8. Example: [{exit: gateway, samples: 71840}, {exit: cloud, samples: 28160}].")
        @Nullable
        List<UsageAnswers> answered) {}
