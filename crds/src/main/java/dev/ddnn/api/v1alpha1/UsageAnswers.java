package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** How many samples one exit answered. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsageAnswers(
        @Required
        @Size(min = 1, max = Limits.SECTION_NAME)
        @JsonPropertyDescription("The section whose exit answered: at most 20 characters. Example: gateway.")
        @Nullable
        String exit,

        @Min(0)
        @JsonPropertyDescription("Number of samples that it answered. Never negative. Example: 71840.")
        @Nullable
        Long samples) {}
