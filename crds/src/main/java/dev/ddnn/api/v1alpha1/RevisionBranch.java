package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One branch of a section: a file, and what goes in and out. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RevisionBranch(
        @Required
        @Size(max = Limits.BRANCH_LONG)
        @Pattern(Limits.LABEL)
        @JsonPropertyDescription(
                "Name of the branch after the views that reach it, a DNS label of at most 253 characters, once in the list. Required. Example: view0.")
        @Nullable
        String name,

        @Required
        @Size(min = 1, max = Limits.BRANCHES)
        @JsonPropertyDescription(
                "Names of the model's inputs that reach it, in the model's order; 1 to 64. Required. Example: [view0].")
        @Nullable
        List<@Size(min = 1, max = Limits.TENSOR_NAME) @Pattern(Limits.TENSOR) String> views,

        @Size(max = 64)
        @Pattern(Limits.SHA256)
        @JsonPropertyDescription(
                "SHA-256 digest of the branch's file, by which pods fetch it from the hub, 64 lowercase hexadecimal digits; absent where nothing is computed and all tensors pass through. Example: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.")
        @Nullable
        String sha256,

        @Required
        @Min(0)
        @JsonPropertyDescription("Size of that file in bytes; 0 without one. Required. Example: 4096.")
        @Nullable
        Long sizeBytes,

        @Required
        @Size(min = 1, max = Limits.PORTS)
        @JsonPropertyDescription(
                "What it takes: views, and tensors from the section below; 1 to 1024. Required. Example: [{tensor: view0, type: Uint8, shape: 1x1x14x10}].")
        @Nullable
        List<RevisionTensor> inputs,

        @Size(max = Limits.PORTS)
        @JsonPropertyDescription(
                "Tensors that leave it for the section above; at most 1024, absent in the last section. Example: [{tensor: view0/features, type: Float32, shape: 1x140, encoding: Binary, peers: [view0]}].")
        @Nullable
        List<RevisionTensor> outputs,

        @Size(min = 1, max = Limits.TENSOR_NAME)
        @Pattern(Limits.TENSOR)
        @JsonPropertyDescription(
                "Name of the input that is told which views are there; absent if the model has none. Example: present.")
        @Nullable
        String presentInput) {}
