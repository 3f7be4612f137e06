/**
 * The command line: options in, progress and tables out.
 */
@NullMarked
package dev.ddnn.trainer.cli;

import org.jspecify.annotations.NullMarked;
