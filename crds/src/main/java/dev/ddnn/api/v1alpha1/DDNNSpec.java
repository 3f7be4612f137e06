package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the user wants: one model, cut into sections, each on a pool of nodes. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DDNNSpec(
        @Nullable ModelSpec model,
        @Nullable List<SectionSpec> sections,
        @Nullable String deadline,
        @Nullable OnUpstreamLoss onUpstreamLoss,
        @Nullable List<LocalObjectReference> imagePullSecrets) {}
