package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** Which model is served. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelSpec(
        @Required
        @JsonPropertyDescription(
                "Where the model file comes from. Required. Example: {uri: \"https://models.example.com/vehicles-7.onnx\", sha256: 9f86...}.")
        @Nullable
        ModelSource source) {}
