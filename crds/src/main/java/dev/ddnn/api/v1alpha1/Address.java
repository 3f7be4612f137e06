package dev.ddnn.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Where the samples of one branch are sent. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Address(
        @Required
        @Size(min = 1, max = Limits.BRANCH_NAME)
        @JsonPropertyDescription(
                "Name of the branch of the first section, that of its view: at most 40 characters. Example: view0.")
        @Nullable
        String branch,

        @Size(min = 1, max = Limits.NODE_NAME)
        @JsonPropertyDescription(
                "Name of the node whose copy this is, with placement: EveryNode; absent otherwise: at most 253 characters. Example: cam-17.")
        @Nullable
        String node,

        @Required
        @Size(min = 1, max = Limits.URL)
        @JsonPropertyDescription(
                "Root URL of the Open Inference Protocol at the pod of this branch: at most 512 characters. With a node it is that of the node's hostPort or, without one, of the pod's own IP address. Example: http://view0.vehicles-camera.city.svc:8080.")
        @Nullable
        String url) {}
