package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The node pool that a section runs on. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PoolRef(
        @Required
        @Size(min = 1, max = Limits.POOL_NAME)
        @Pattern(Limits.LABEL)
        @JsonPropertyDescription(
                "Name of a DDNNNodePool of the cluster: a DNS label of at most 63 characters. The pool may be created later; until then the DDNN waits. Required. Example: street-cameras.")
        @Nullable
        String name) {}
