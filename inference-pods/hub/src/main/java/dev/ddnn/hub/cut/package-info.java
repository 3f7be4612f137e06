/**
 * A cut request in, a cut report and the sections' files out. Each request is worked on once, however often it is asked.
 * Never loads native code.
 */
@NullMarked
package dev.ddnn.hub.cut;

import org.jspecify.annotations.NullMarked;
