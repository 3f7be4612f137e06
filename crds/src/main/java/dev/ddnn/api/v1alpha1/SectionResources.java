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
                "!has(self.requests) || !has(self.limits) || !('cpu' in self.requests) || !('cpu' in self.limits) || (type(self.requests['cpu']) == int ? sign(quantity(string(self.limits['cpu'])).sub(self.requests['cpu'])) >= 0 : quantity(self.requests['cpu']).compareTo(quantity(string(self.limits['cpu']))) <= 0)",
        messageExpression =
                "'`requests.cpu` must not be above `limits.cpu`; found \\'' + string(self.requests['cpu']) + '\\' above \\'' + string(self.limits['cpu']) + '\\''")
@ValidationRule(
        value =
                "!has(self.requests) || !has(self.limits) || !('memory' in self.requests) || !('memory' in self.limits) || (type(self.requests['memory']) == int ? sign(quantity(string(self.limits['memory'])).sub(self.requests['memory'])) >= 0 : quantity(self.requests['memory']).compareTo(quantity(string(self.limits['memory']))) <= 0)",
        messageExpression =
                "'`requests.memory` must not be above `limits.memory`; found \\'' + string(self.requests['memory']) + '\\' above \\'' + string(self.limits['memory']) + '\\''")
@ValidationRule(
        value =
                "!has(self.requests) || !has(self.limits) || !('ephemeral-storage' in self.requests) || !('ephemeral-storage' in self.limits) || (type(self.requests['ephemeral-storage']) == int ? sign(quantity(string(self.limits['ephemeral-storage'])).sub(self.requests['ephemeral-storage'])) >= 0 : quantity(self.requests['ephemeral-storage']).compareTo(quantity(string(self.limits['ephemeral-storage']))) <= 0)",
        messageExpression =
                "'`requests.ephemeral-storage` must not be above `limits.ephemeral-storage`; found \\'' + string(self.requests['ephemeral-storage']) + '\\' above \\'' + string(self.limits['ephemeral-storage']) + '\\''")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SectionResources(
        @Size(max = Limits.RESOURCES)
        @JsonPropertyDescription(
                "What the node must have free for the pod: amounts by resource, cpu in cores (decimals in quotes, such as \"0.5\"), memory and ephemeral-storage in bytes; at most 8 resources. By default cpu 50m and memory 128Mi, or the limit if that is less; of any other resource what is limited. Example: {cpu: 100m, memory: 160Mi}.")
        @ValidationRule(
                value = "self.all(k, k in ['cpu', 'memory', 'ephemeral-storage'] || k.contains('/'))",
                message = "`requests` must name cpu, memory, ephemeral-storage or an extended resource with a `/`")
        @ValidationRule(
                value = AmountRules.CPU_IS_CORES,
                messageExpression = "'`requests.cpu` must be " + AmountRules.SOME_CORES_WORDS + AmountRules.FOUND
                        + "string(" + AmountRules.CPU + ")" + AmountRules.END)
        @ValidationRule(
                value = AmountRules.MEMORY_IS_BYTES,
                messageExpression = "'`requests.memory` must be " + AmountRules.SOME_BYTES_WORDS + AmountRules.FOUND
                        + "string(" + AmountRules.MEMORY + ")" + AmountRules.END)
        @ValidationRule(
                value = AmountRules.DISK_IS_BYTES,
                messageExpression = "'`requests.ephemeral-storage` must be " + AmountRules.SOME_BYTES_WORDS
                        + AmountRules.FOUND + "string(" + AmountRules.DISK + ")" + AmountRules.END)
        @ValidationRule(
                value = AmountRules.OTHERS_ARE_COUNTS,
                messageExpression = "'`requests` must have extended resources in " + AmountRules.COUNT_WORDS
                        + AmountRules.FOUND + AmountRules.NO_COUNT + AmountRules.END)
        @Nullable
        Map<String, Quantity> requests,

        @Size(max = Limits.RESOURCES)
        @JsonPropertyDescription(
                "What the pod may use at most, not less than its request: amounts by resource, cpu in cores (decimals in quotes, such as \"0.5\"), memory and ephemeral-storage in bytes; at most 8 resources. By default memory 256Mi, or the request if that is more; nothing else is limited. Example: {memory: 256Mi}.")
        @ValidationRule(
                value = "self.all(k, k in ['cpu', 'memory', 'ephemeral-storage'] || k.contains('/'))",
                message = "`limits` must name cpu, memory, ephemeral-storage or an extended resource with a `/`")
        @ValidationRule(
                value = AmountRules.CPU_IS_CORES,
                messageExpression = "'`limits.cpu` must be " + AmountRules.SOME_CORES_WORDS + AmountRules.FOUND
                        + "string(" + AmountRules.CPU + ")" + AmountRules.END)
        @ValidationRule(
                value = AmountRules.MEMORY_IS_BYTES,
                messageExpression = "'`limits.memory` must be " + AmountRules.SOME_BYTES_WORDS + AmountRules.FOUND
                        + "string(" + AmountRules.MEMORY + ")" + AmountRules.END)
        @ValidationRule(
                value = AmountRules.DISK_IS_BYTES,
                messageExpression = "'`limits.ephemeral-storage` must be " + AmountRules.SOME_BYTES_WORDS
                        + AmountRules.FOUND + "string(" + AmountRules.DISK + ")" + AmountRules.END)
        @ValidationRule(
                value = AmountRules.OTHERS_ARE_COUNTS,
                messageExpression = "'`limits` must have extended resources in " + AmountRules.COUNT_WORDS
                        + AmountRules.FOUND + AmountRules.NO_COUNT + AmountRules.END)
        @Nullable
        Map<String, Quantity> limits) {}
