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

/** What one DDNN has of a quota. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuotaReservation(
        @Required
        @Size(min = 1, max = Limits.LABEL_VALUE)
        @JsonPropertyDescription(
                "UID of the DDNN: another one of the same name is another debtor. At most 63 characters. Example: 0d3f2c1e-6a70-4c3b-9c55-0f6f1b2a3c4d.")
        @Nullable
        String uid,

        @Size(max = Limits.DDNN_NAME)
        @JsonPropertyDescription("Name of the DDNN: at most 30 characters. Example: vehicles.")
        @Nullable
        String ddnn,

        @Min(0)
        @JsonPropertyDescription(
                "Generation of the DDNN for which it asked; 0 if it had pods before it asked. Example: 4.")
        @Nullable
        Long ddnnGeneration,

        @Min(0)
        @JsonPropertyDescription(
                "Which ask of the DDNN this answers, the number in its status.quota.ask; 0 if it had pods before it asked. Example: 1.")
        @Nullable
        Integer ask,

        @Size(max = Limits.RESOURCES)
        @JsonPropertyDescription(
                "What is reserved: amounts by resource, at most 8. More than the DDNN asks for as long as pods are there that it needs no more. Example: {ddnns: 1, pods.device: 6, cpu: 300m, memory: 768Mi}.")
        @Nullable
        Map<String, Quantity> amounts,

        @Size(max = Limits.TIME)
        @JsonPropertyDescription(
                "Since when that ask is answered, as an RFC 3339 time of at most 35 characters. Example: 2026-01-31T10:12:00Z.")
        @Nullable
        String since) {}
