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

/** Selects nodes that carry all of the labels. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeLabelSelector(
        @Required
        @Size(min = 1, max = Limits.LABELS)
        @JsonPropertyDescription(
                "Labels that a node must carry, all of them; 1 to 16, keys and values as Kubernetes allows them for labels. Required. Example: {site: main-street}.")
        @ValidationRule(
                value =
                        "self.all(k, size(k) <= 317 && k.matches('^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$'))",
                message =
                        "`matchLabels` must have keys as Kubernetes allows them for labels, such as `site` or `example.com/site`")
        @Nullable
        Map<String, @Size(max = Limits.LABEL_VALUE) @Pattern(Limits.LABEL_VALUE_PATTERN) String> matchLabels) {}
