package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Selects namespaces that carry all of the labels. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NamespaceLabelSelector(
        @Required
        @Size(min = 1, max = Limits.LABELS)
        @JsonPropertyDescription(
                "Labels that a namespace must carry, all of them; 1 to 16, keys and values as Kubernetes allows them for labels. The label kubernetes.io/metadata.name is the namespace's name. Required. Example: {team: vision}.")
        @ValidationRule(value = Limits.LABEL_KEYS_RULE, message = Limits.LABEL_KEYS_MESSAGE)
        @Nullable
        Map<String, @Size(max = Limits.LABEL_VALUE) @Pattern(Limits.LABEL_VALUE_PATTERN) String> matchLabels) {}
