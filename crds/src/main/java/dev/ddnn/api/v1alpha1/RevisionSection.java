package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One section of a revision. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RevisionSection(
        @Required
        @Size(max = Limits.SECTION_NAME)
        @Pattern(Limits.LABEL)
        @JsonPropertyDescription(
                "Name of the section, a DNS label of at most 20 characters, once in the list. Required. Example: gateway.")
        @Nullable
        String name,

        @Required
        @JsonPropertyDescription(
                "Where the section stands to the deciding one, the lowest with a single branch, through which all parts of a sample pass: Below, Deciding or Above. Required. Example: Deciding.")
        @Nullable
        SectionRole role,

        @JsonPropertyDescription(
                "The classifier inside the section that answers when it is confident; absent if it has none. Example: {logits: gateway/logits, entropyBelow: \"0.80\", classes: 10}.")
        @Nullable
        RevisionExit exit,

        @Required
        @Size(min = 1, max = Limits.BRANCHES)
        @JsonPropertyDescription(
                "What its pods compute, each branch by itself; 1 to 64, names unique. Required. Example: [{name: view0, sha256: 9f86..., ...}].")
        @Nullable
        List<RevisionBranch> branches) {}
