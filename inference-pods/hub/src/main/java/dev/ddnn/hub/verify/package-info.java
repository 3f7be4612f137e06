/**
 * Bytes of unknown worth in, files named by their digest out. A file gets its name only when its digest and size are checked
 * and it is complete. Knows no protocol and nothing of models.
 */
@NullMarked
package dev.ddnn.hub.verify;

import org.jspecify.annotations.NullMarked;
