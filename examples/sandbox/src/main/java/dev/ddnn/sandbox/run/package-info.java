/**
 * Plays a story on a cluster that is there already: checks it, installs what is missing, feeds from inside it, weighs the answers on
 * this machine, and removes what it made.
 */
@NullMarked
package dev.ddnn.sandbox.run;

import org.jspecify.annotations.NullMarked;
