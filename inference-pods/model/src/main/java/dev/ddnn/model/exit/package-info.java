/**
 * When an exit answers: scores and a threshold in, a decision out. Knows nothing of graphs, pods or the wire.
 */
@NullMarked
package dev.ddnn.model.exit;

import org.jspecify.annotations.NullMarked;
