package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one section stands. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SectionStatus(
        @Nullable String name,
        @Nullable String pool,
        @Nullable Integer ready,
        @Nullable Integer desired,
        @Nullable List<Assignment> assignments,
        @Nullable String message) {}
