/**
 * Labelled images: IDX files in, checked and split by position; images cut into the views of several cameras. Knows no
 * network and no engine.
 */
@NullMarked
package dev.ddnn.trainer.data;

import org.jspecify.annotations.NullMarked;
