package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a revision is made of. Nothing in it depends on anything outside of it. */
@ValidationRule(
        value = "self == oldSelf",
        message = "a revision never changes; change the `spec` of the DDNN, and the operator makes another one")
@JsonClassDescription(
        "What the revision is made of, everything resolved. The operator writes it once; it cannot be changed.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DDNNRevisionSpec(
        @Required
        @JsonPropertyDescription("The model file. Required. Example: {uri: \"hub:digits\", sha256: 9f86...}.")
        @Nullable
        RevisionModel model,

        @Required
        @Min(1)
        @JsonPropertyDescription(
                "The metadata.generation of the DDNN whose spec stood for this revision first. Required. Example: 4.")
        @Nullable
        Long ddnnGeneration,

        @Required
        @Size(min = 1, max = Limits.BRANCHES)
        @JsonPropertyDescription(
                "Names of the model's inputs, in the model's order; 1 to 64. Required. Example: [view0, view1].")
        @Nullable
        List<@Size(min = 1, max = Limits.TENSOR_NAME) @Pattern(Limits.TENSOR) String> views,

        @Required
        @Size(min = 1, max = Limits.SECTIONS)
        @JsonPropertyDescription(
                "The parts that the model is cut into, from the data upwards; 1 to 8, names unique. Required. Example: [{name: cloud, role: Deciding, branches: [{name: view0, ...}]}].")
        @Nullable
        List<RevisionSection> sections) {}
