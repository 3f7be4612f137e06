package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one DDNN waits for. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuotaWait(
        @Required
        @Size(min = 1, max = Limits.LABEL_VALUE)
        @JsonPropertyDescription(
                "UID of the DDNN: at most 63 characters. Example: 91bc2c1e-6a70-4c3b-9c55-0f6f1b2a3c4d.")
        @Nullable
        String uid,

        @Size(max = Limits.DDNN_NAME)
        @JsonPropertyDescription("Name of the DDNN: at most 30 characters. Example: trams.")
        @Nullable
        String ddnn,

        @Min(1)
        @JsonPropertyDescription("Which ask of the DDNN it is, the number in its status.quota.ask. Example: 1.")
        @Nullable
        Integer ask,

        @Min(1)
        @JsonPropertyDescription(
                "Its place in the queue, from 1; absent if it asks for more than the limit, for which no waiting helps. Example: 2.")
        @Nullable
        Integer position,

        @Size(max = Limits.RESOURCES)
        @JsonPropertyDescription(
                "All that it needs: amounts by resource, at most 8. Example: {ddnns: 1, pods.device: 6, cpu: 300m, memory: 768Mi}.")
        @Nullable
        Map<String, Quantity> needed,

        @Size(max = Limits.TIME)
        @JsonPropertyDescription(
                "Since when it waits, as an RFC 3339 time of at most 35 characters. Example: 2026-01-31T10:12:00.123Z.")
        @Nullable
        String since,

        @Size(max = Limits.MESSAGE)
        @JsonPropertyDescription(
                "What is missing, in at most 1024 characters. Example: pods.edge: 1 more needed, 10 of 10 used; number 2 in the queue.")
        @Nullable
        String message) {}
