/**
 * A real Kubernetes control plane as plain processes on loopback, without root and without containers. In go {@link
 * dev.ddnn.controlplane.ControlPlaneOptions}, out comes a running {@link dev.ddnn.controlplane.ControlPlane} with
 * kubeconfigs; when it is closed, or when this JVM ends in whatever way, no process is left. It runs no nodes: whoever
 * needs pods to run brings an agent.
 */
@NullMarked
package dev.ddnn.controlplane;

import org.jspecify.annotations.NullMarked;
