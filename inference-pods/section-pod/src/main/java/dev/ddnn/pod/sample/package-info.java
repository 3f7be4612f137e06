/**
 * What travels through a section: the parts of a sample going up, its outcome coming down. Values only.
 */
@NullMarked
package dev.ddnn.pod.sample;

import org.jspecify.annotations.NullMarked;
