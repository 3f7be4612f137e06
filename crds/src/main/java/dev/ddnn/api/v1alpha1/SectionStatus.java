package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one section stands. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SectionStatus(
        @Required
        @Size(min = 1, max = Limits.SECTION_NAME)
        @JsonPropertyDescription("Name of the section, as in the spec: at most 20 characters. Example: camera.")
        @Nullable
        String name,

        @Size(max = Limits.POOL_NAME)
        @JsonPropertyDescription(
                "Name of the node pool that the section runs on: at most 63 characters. Example: street-cameras.")
        @Nullable
        String pool,

        @Min(0)
        @JsonPropertyDescription(
                "Number of pods that are ready: loaded, warm and answering. Never negative. Example: 5.")
        @Nullable
        Integer ready,

        @Min(0)
        @JsonPropertyDescription("Number of pods that the section should have. Never negative. Example: 6.")
        @Nullable
        Integer desired,

        @Min(0)
        @JsonPropertyDescription(
                "Number of pods that the section should have on nodes that are offline just now; absent if there are none. Never negative. Example: 1.")
        @Nullable
        Integer offline,

        @Size(max = Limits.BRANCHES)
        @JsonPropertyDescription(
                "The node that each branch is bound to, kept as long as the node stays in the pool; only for sections with several branches, at most 64. Example: [{branch: view0, node: cam-17}].")
        @Nullable
        List<Assignment> assignments,

        @Size(max = Limits.MESSAGE)
        @JsonPropertyDescription(
                "What the section waits for or suffers from, in a sentence of at most 1024 characters; absent if all is well. Example: view3 has no ready pod on cam-17.")
        @Nullable
        String message) {}
