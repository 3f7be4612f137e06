/**
 * Where Kubernetes' programs come from: a directory that the user names, the cache, or a compilation of the Go module
 * beside this one. In goes nothing, out comes a directory; what is missing is said with its remedy.
 */
@NullMarked
package dev.ddnn.controlplane.programs;

import org.jspecify.annotations.NullMarked;
