/**
 * The name of a Secret in, its values or the reason why there are none out. Reads nothing of the cluster but the
 * one Secret that it is asked for. Must not log or say a value.
 */
@NullMarked
package dev.ddnn.hub.secret;

import org.jspecify.annotations.NullMarked;
