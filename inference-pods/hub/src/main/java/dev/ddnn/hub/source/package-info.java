/**
 * A URI and a digest in, a verified model file or the reason why there is none out. Says what may be fetched at all. Must not
 * look into the file.
 */
@NullMarked
package dev.ddnn.hub.source;

import org.jspecify.annotations.NullMarked;
