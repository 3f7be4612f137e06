/**
 * What control plane and data plane say to each other; the only seam between them. Values and their JSON form, no framework.
 */
@NullMarked
package dev.ddnn.contract;

import org.jspecify.annotations.NullMarked;
