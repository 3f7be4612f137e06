package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set of nodes of one tier, with its uplink. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DDNNNodePoolSpec(
        @Nullable Tier tier,
        @Nullable NodesSpec nodes,
        @Nullable UplinkSpec uplink,
        @Nullable List<Toleration> tolerations) {}
