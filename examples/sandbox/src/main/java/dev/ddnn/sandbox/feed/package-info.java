/**
 * The client that stands in a cluster, where the data is. An order and the samples come in on standard input, answers go out on
 * standard output; what the samples show stays with who gave the order.
 */
@NullMarked
package dev.ddnn.sandbox.feed;

import org.jspecify.annotations.NullMarked;
