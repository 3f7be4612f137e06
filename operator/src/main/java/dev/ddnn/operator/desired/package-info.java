/**
 * In: a plan. Out: the Kubernetes objects that it stands for, and which pods must be told of a new configuration. Must not decide
 * anything that a plan should say.
 */
@NullMarked
package dev.ddnn.operator.desired;

import org.jspecify.annotations.NullMarked;
