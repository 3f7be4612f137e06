/**
 * Answers {@code kubectl logs} as a kubelet would, to the API server alone.
 */
@NullMarked
package dev.ddnn.sandbox.logs;

import org.jspecify.annotations.NullMarked;
