package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A Secret of the DDNN's namespace. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SecretRef(
        @Required
        @Size(min = 1, max = Limits.SECRET_NAME)
        @Pattern(Limits.SUBDOMAIN)
        @JsonPropertyDescription(
                "Name of the Secret: a DNS subdomain of at most 253 characters. It may be created later; until then the DDNN waits. Required. Example: models.")
        @Nullable
        String name) {}
