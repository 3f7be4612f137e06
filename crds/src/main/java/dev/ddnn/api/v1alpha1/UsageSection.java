package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Where one section is booked when its DDNN is gone before anything was counted. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsageSection(
        @Required
        @Size(min = 1, max = Limits.SECTION_NAME)
        @Pattern(Limits.LABEL)
        @JsonPropertyDescription(
                "Name of the section: a DNS label of at most 20 characters. Required. Example: camera.")
        @Nullable
        String name,

        @Required
        @Size(min = 1, max = Limits.POOL_NAME)
        @Pattern(Limits.LABEL)
        @JsonPropertyDescription(
                "Name of the node pool: a DNS label of at most 63 characters. Required. Example: street-cameras.")
        @Nullable
        String pool,

        @Size(min = 1, max = Limits.SECTION_NAME)
        @Pattern(Limits.LABEL)
        @JsonPropertyDescription(
                "Name of the section that bytes go to: a DNS label of at most 20 characters; absent in the top section. Example: gateway.")
        @Nullable
        String next,

        @Size(max = 16)
        @JsonPropertyDescription(
                "Tier of the pool: at most 16 characters; absent if it was not known. Example: Device.")
        @Nullable
        String tier,

        @JsonPropertyDescription(
                "Whether the next section is in another tier, so that bytes to it have a price; absent if not. Example: true.")
        @Nullable
        Boolean uplink) {}
