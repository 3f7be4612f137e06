/**
 * From a network description and images to weights: the DJL block, the joint loss over all exits, the loop. The only
 * package that knows DJL.
 */
@NullMarked
package dev.ddnn.trainer.train;

import org.jspecify.annotations.NullMarked;
