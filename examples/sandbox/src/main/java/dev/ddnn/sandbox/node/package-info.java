/**
 * Node objects of the story's machines, kept alive by status and leases.
 */
@NullMarked
package dev.ddnn.sandbox.node;

import org.jspecify.annotations.NullMarked;
