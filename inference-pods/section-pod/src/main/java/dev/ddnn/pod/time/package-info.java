/**
 * Time as a value and as a service: deadlines, and a timer that tests can turn by hand.
 */
@NullMarked
package dev.ddnn.pod.time;

import org.jspecify.annotations.NullMarked;
