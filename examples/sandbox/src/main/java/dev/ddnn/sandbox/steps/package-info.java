/**
 * Plays a story's steps: manifests are applied while samples flow, and what comes of it is waited for and noted. It weighs nothing.
 */
@NullMarked
package dev.ddnn.sandbox.steps;

import org.jspecify.annotations.NullMarked;
