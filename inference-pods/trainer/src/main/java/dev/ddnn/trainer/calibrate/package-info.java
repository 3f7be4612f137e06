/**
 * From logits of every exit to a threshold and to tables of accuracy, exit share and bytes. Plain arithmetic.
 */
@NullMarked
package dev.ddnn.trainer.calibrate;

import org.jspecify.annotations.NullMarked;
