/**
 * How a tensor becomes bytes on a partition point, and back.
 */
@NullMarked
package dev.ddnn.model.codec;

import org.jspecify.annotations.NullMarked;
