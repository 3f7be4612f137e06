/**
 * A bearer token in, whether its holder may have models fetched out. Asks the API server whose token it is, and must not log, keep
 * or say a token.
 */
@NullMarked
package dev.ddnn.hub.caller;

import org.jspecify.annotations.NullMarked;
