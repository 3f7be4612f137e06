/**
 * What we read of the Kubernetes API of KubeEdge. The types know only the fields that we use and drop the others, so an object that
 * was read is never written back. Whether a cluster serves them at all must be asked first.
 */
@NullMarked
package dev.ddnn.api.kubeedge;

import org.jspecify.annotations.NullMarked;
