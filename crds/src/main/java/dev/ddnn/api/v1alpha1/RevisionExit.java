package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** An exit with its threshold. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RevisionExit(
        @Required
        @Size(min = 1, max = Limits.TENSOR_NAME)
        @Pattern(Limits.TENSOR)
        @JsonPropertyDescription(
                "Name of the tensor with one value per class; at most 256 printable ASCII characters. Required. Example: gateway/logits.")
        @Nullable
        String logits,

        @Required
        @Size(min = 1, max = Limits.THRESHOLD)
        @Pattern(Limits.THRESHOLD_PATTERN)
        @JsonPropertyDescription(
                "The exit answers if the normalised entropy of its scores is below this decimal, in quotes: that of the spec or, where it names none, the one calibrated into the model. Required. Example: \"0.80\".")
        @Nullable
        String entropyBelow,

        @Required
        @Min(1)
        @Max(Limits.CLASSES)
        @JsonPropertyDescription("Number of classes, 1 to 1000000. Required. Example: 10.")
        @Nullable
        Integer classes) {}
