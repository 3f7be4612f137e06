/**
 * What a story says, its samples, and how they are fed as a client would.
 */
@NullMarked
package dev.ddnn.sandbox.story;

import org.jspecify.annotations.NullMarked;
