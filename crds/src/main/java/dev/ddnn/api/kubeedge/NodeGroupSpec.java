package dev.ddnn.api.kubeedge;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes a group wants: those that are named, and those that carry all of the labels.
 *
 * @param nodes by name
 * @param matchLabels by label
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeGroupSpec(
        @Nullable List<String> nodes, @Nullable Map<String, String> matchLabels) {}
