/**
 * What the operator is told by its environment.
 */
@NullMarked
package dev.ddnn.operator.config;

import org.jspecify.annotations.NullMarked;
