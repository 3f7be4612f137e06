package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a pod of a section asks of its node. */
@ValidationRule(
        value =
                "!has(self.requests) || !has(self.limits) || self.requests.all(k, !(k in self.limits) || quantity(string(self.requests[k])).compareTo(quantity(string(self.limits[k]))) <= 0)",
        message = "`requests` must not be above `limits`")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SectionResources(
        @Size(max = Limits.RESOURCES)
        @JsonPropertyDescription(
                "What the node must have free for the pod: amounts by resource, cpu in cores, memory and ephemeral-storage in bytes; at most 8 resources, none by default. Example: {cpu: 100m, memory: 160Mi}.")
        @ValidationRule(
                value = "self.all(k, k in ['cpu', 'memory', 'ephemeral-storage'] || k.contains('/'))",
                message = "`requests` must name cpu, memory, ephemeral-storage or an extended resource with a `/`")
        @Nullable
        Map<String, Quantity> requests,

        @Size(max = Limits.RESOURCES)
        @JsonPropertyDescription(
                "What the pod may use at most, not less than its request: amounts by resource, cpu in cores, memory and ephemeral-storage in bytes; at most 8 resources, unlimited by default. Example: {memory: 256Mi}.")
        @ValidationRule(
                value = "self.all(k, k in ['cpu', 'memory', 'ephemeral-storage'] || k.contains('/'))",
                message = "`limits` must name cpu, memory, ephemeral-storage or an extended resource with a `/`")
        @Nullable
        Map<String, Quantity> limits) {}
