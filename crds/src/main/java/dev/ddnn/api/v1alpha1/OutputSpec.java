package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tensors that leave a section for the next one, and how their values are written. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutputSpec(
        @Required
        @Size(min = 1, max = Limits.TENSORS)
        @JsonPropertyDescription(
                "Names of tensors of the model; a `*` stands for any characters but `/`. 1 to 64 names, each once, of at most 256 printable ASCII characters without space. Required. Example: [\"view*/features\"].")
        @Nullable
        List<@Size(min = 1, max = Limits.TENSOR_NAME) @Pattern(Limits.TENSOR_GLOB) String> tensors,

        @Default(Defaults.ENCODING)
        @JsonPropertyDescription(
                "How the values are written on the way: Float32 (4 bytes a value, exact; the default), Float16 (2 bytes, rounded), Int8 (1 byte, quantised) or Binary (1 bit, only for tensors that are -1 or +1 by construction). Example: Binary.")
        @Nullable
        Encoding encoding) {}
