/**
 * In: requests of clients and streams of the section below. Out: samples for the flow, verdicts for the senders. Knows the protocols in.
 */
@NullMarked
package dev.ddnn.pod.ingress;

import org.jspecify.annotations.NullMarked;
