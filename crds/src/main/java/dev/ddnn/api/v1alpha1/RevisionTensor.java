package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tensor at the edge of a branch. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RevisionTensor(
        @Required
        @Size(min = 1, max = Limits.TENSOR_NAME)
        @Pattern(Limits.TENSOR)
        @JsonPropertyDescription(
                "Its name in the model; at most 256 printable ASCII characters. Required. Example: view0/features.")
        @Nullable
        String tensor,

        @Required
        @JsonPropertyDescription("Type of its values: Float32 or Uint8. Required. Example: Float32.")
        @Nullable
        TensorType type,

        @Required
        @Size(min = 1, max = Limits.SHAPE)
        @Pattern(Limits.SHAPE_PATTERN)
        @JsonPropertyDescription(
                "Its dimensions for one sample, the batch of 1 first, with an x between them; at most 16. Required. Example: 1x1x14x10.")
        @Nullable
        String shape,

        @JsonPropertyDescription(
                "How its values are written on the way: Float32, Float16, Int8 or Binary; absent for a view, which comes as the client sends it. Example: Binary.")
        @Nullable
        Encoding encoding,

        @Size(min = 1, max = Limits.BRANCHES)
        @JsonPropertyDescription(
                "Branches of the section below that send it, or of the one above that take it; at most 64, absent for a view. Example: [view0].")
        @Nullable
        List<@Size(max = Limits.BRANCH_LONG) @Pattern(Limits.LABEL) String> peers) {}
