/**
 * The Kubernetes API of DDNN on Kubernetes: what users write and what the operator reports. The types are records, so
 * that a spec is a value; the schema, its limits and its rules stand beside the components that they are about.
 * Nothing here reads a cluster or decides anything.
 */
@NullMarked
package dev.ddnn.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
