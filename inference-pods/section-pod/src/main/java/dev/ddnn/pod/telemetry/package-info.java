/**
 * Counters and timers of the stages, and the reports that go home to the hub.
 */
@NullMarked
package dev.ddnn.pod.telemetry;

import org.jspecify.annotations.NullMarked;
