package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator last saw of a node pool. A component that is null says nothing. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DDNNNodePoolStatus(
        @Nullable Long observedGeneration,
        @Nullable List<Condition> conditions,
        @Nullable NodeCounts nodes,
        @Nullable String nodeSummary) {}
