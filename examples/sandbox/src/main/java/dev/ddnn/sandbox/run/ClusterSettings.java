package dev.ddnn.sandbox.run;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which story on which cluster.
 *
 * @param story name of a folder in {@code examples}, or a path
 * @param kubeconfig of the cluster; its current context is used
 * @param data other samples of the story's layout; absent: the story's own
 * @param load shell command that brings image files, which follow it as arguments, to the nodes; absent: the nodes pull
 */
public record ClusterSettings(
        String story,
        Path kubeconfig,
        @Nullable Path data,
        @Nullable String load) {}
