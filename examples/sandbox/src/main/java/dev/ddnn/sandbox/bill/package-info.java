/**
 * Holds the bills of a story's DDNNs against what its clients counted: samples by the exit that answered them, each once. In go
 * {@code DDNNUsage} objects and outcomes, out comes a {@link dev.ddnn.sandbox.report.BillSummary}; nothing is changed.
 */
@NullMarked
package dev.ddnn.sandbox.bill;

import org.jspecify.annotations.NullMarked;
