/** What nobody waits for: it is written when there is no rush. */
@NullMarked
package dev.ddnn.operator.later;

import org.jspecify.annotations.NullMarked;
