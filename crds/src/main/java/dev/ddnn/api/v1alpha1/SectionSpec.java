package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs at one tier: the part of the graph between two partition points. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SectionSpec(
        @Nullable String name,
        @Nullable PoolRef poolRef,
        @Nullable List<OutputSpec> output,
        @Nullable List<BranchSpec> branches,
        @Nullable JoinSpec join,
        @Nullable ExitSpec exit,
        @Nullable Integer replicas,
        @Nullable SectionResources resources) {}
