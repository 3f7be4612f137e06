package dev.ddnn.pod.config;

import org.jspecify.annotations.Nullable;

/**
 * Who this pod is: set once, by its environment.
 *
 * @param namespace of the pod
 * @param pod name of the pod
 * @param podUid UID of the Pod object
 * @param node name of its node
 * @param branch name of its branch; absent: the only one of its section
 * @param bootId changes with each start of the process
 */
public record PodIdentity(
        String namespace,
        String pod,
        String podUid,
        String node,
        @Nullable String branch,
        String bootId) {}
