package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The model file of a revision. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RevisionModel(
        @Required
        @Size(min = 1, max = Limits.URI)
        @Pattern(Limits.TENSOR_GLOB)
        @JsonPropertyDescription(
                "Where the model came from, as the spec of the DDNN named it first; at most 1024 characters. The same file from elsewhere is the same revision. Required. Example: hub:digits.")
        @Nullable
        String uri,

        @Required
        @Size(max = 64)
        @Pattern(Limits.SHA256)
        @JsonPropertyDescription(
                "SHA-256 digest of the model file, 64 lowercase hexadecimal digits. Required. Example: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.")
        @Nullable
        String sha256) {}
