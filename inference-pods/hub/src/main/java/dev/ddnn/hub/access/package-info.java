/**
 * The values of a Secret in, what goes along with each request out, and what a source's refusal means. Credentials go to the one
 * host that the source names and never to where it redirects. Must not log or say a value.
 */
@NullMarked
package dev.ddnn.hub.access;

import org.jspecify.annotations.NullMarked;
