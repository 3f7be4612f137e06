/**
 * The way in: reads the command line, takes a slot, starts control plane, nodes and agent, installs the operator, plays a story, and takes everything down again.
 */
@NullMarked
package dev.ddnn.sandbox.launch;

import org.jspecify.annotations.NullMarked;
