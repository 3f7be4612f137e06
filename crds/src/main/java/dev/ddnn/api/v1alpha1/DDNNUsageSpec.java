package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose use, and when. */
@ValidationRule(value = "self == oldSelf", message = "a bill is for one DDNN and one month: its `spec` never changes")
@JsonClassDescription("Whose use, and when. The operator writes it once; it cannot be changed.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DDNNUsageSpec(
        @Required
        @Size(min = 1, max = Limits.DDNN_NAME)
        @Pattern(Limits.LABEL)
        @JsonPropertyDescription("Name of the DDNN: at most 30 characters. Required. Example: vehicles.")
        @Nullable
        String ddnn,

        @Required
        @Size(min = 1, max = Limits.LABEL_VALUE)
        @JsonPropertyDescription(
                "UID of the DDNN: another one of the same name has another bill. At most 63 characters. Required. Example: 0d3f2c1e-6a70-4c3b-9c55-0f6f1b2a3c4d.")
        @Nullable
        String ddnnUID,

        @Required
        @Size(min = 7, max = 7)
        @Pattern(Limits.MONTH)
        @JsonPropertyDescription("The month in UTC, as YYYY-MM. Required. Example: 2026-01.")
        @Nullable
        String month,

        @Size(max = Limits.SECTIONS)
        @JsonPropertyDescription(
                "Where each section was booked when the bill was made; at most 8. By these, use is booked that is first heard of when the DDNN or the section is gone. Example: [{name: camera, pool: street-cameras, next: gateway, tier: Device, uplink: true}].")
        @Nullable
        List<UsageSection> sections) {}
