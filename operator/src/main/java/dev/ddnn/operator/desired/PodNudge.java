package dev.ddnn.operator.desired;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A pod that must be told of its section's new configuration.
 *
 * @param pod its name
 * @param uid the pod that is meant, and no later one of that name
 * @param told new value of {@link Labels#CONFIG}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PodNudge(String pod, String uid, String told) {}
