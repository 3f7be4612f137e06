package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A classifier inside a section that answers at once when it is confident. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExitSpec(
        @Required
        @Size(min = 1, max = Limits.TENSOR_NAME)
        @Pattern(Limits.TENSOR)
        @JsonPropertyDescription(
                "Name of the model's tensor with the logits of this exit, one value per class: at most 256 printable ASCII characters, without space and `*`. Required. Example: gateway/logits.")
        @Nullable
        String logits,

        @Size(min = 1, max = 10)
        @Pattern(Limits.DECIMAL)
        @JsonPropertyDescription(
                "The exit answers if the normalised entropy of its scores is below this number: a decimal from 0 (never) to 1 (always, unless all classes are equally likely), in quotes. By default the threshold that was calibrated into the model. The last section answers in any case. Example: \"0.80\".")
        @ValidationRule(
                value = "self.matches('" + Limits.DECIMAL + "') && double(self) >= 0.0 && double(self) <= 1.0",
                messageExpression = "'`entropyBelow` must be a decimal from 0 to 1; found \\'' + self + '\\''")
        @Nullable
        String entropyBelow) {}
