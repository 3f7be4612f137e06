package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** The limits of a namespace. */
@JsonClassDescription("What the DDNNs of the namespace may have at most, together. The operator never writes here.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DDNNQuotaSpec(
        @Required
        @JsonPropertyDescription(
                "Limits on what exists at the same time; what is not named is not limited, and at least one must be named. A limit below what is in use takes nothing away: nothing new gets in until there is room. Required. Example: {ddnns: 5, pods.device: 40, memory: 32Gi}.")
        @Nullable
        QuotaCapacity capacity) {}
