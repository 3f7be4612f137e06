package dev.ddnn.api.kubeedge;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the nodes that a group wants. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeGroupStatus(@Nullable List<NodeStatus> nodeStatuses) {
    /** The node is in the group. */
    public static final String SUCCEEDED = "Succeeded";

    /** The node is in another group, or does not exist, or could not be labelled. */
    public static final String FAILED = "Failed";

    /**
     * One node that the group wants.
     *
     * @param nodeName its name
     * @param selectionStatus whether the group has it: {@link #SUCCEEDED} or {@link #FAILED}
     * @param selectionStatusReason why not
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NodeStatus(
            @Nullable String nodeName,
            @Nullable String selectionStatus,
            @Nullable String selectionStatusReason) {}
}
