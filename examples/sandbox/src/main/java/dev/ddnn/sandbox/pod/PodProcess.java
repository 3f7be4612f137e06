package dev.ddnn.sandbox.pod;

/**
 * A process that stands for a container.
 *
 * @param pod name of the pod
 * @param container name of the container
 * @param pid process id, and id of its group
 */
public record PodProcess(String namespace, String pod, String container, long pid) {}
