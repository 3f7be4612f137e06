/**
 * Child processes that cannot outlive this JVM. In goes a {@link dev.ddnn.controlplane.process.ProcessSpec}, out comes
 * a {@link dev.ddnn.controlplane.process.SpawnedProcess}. Knows nothing of Kubernetes.
 */
@NullMarked
package dev.ddnn.controlplane.process;

import org.jspecify.annotations.NullMarked;
