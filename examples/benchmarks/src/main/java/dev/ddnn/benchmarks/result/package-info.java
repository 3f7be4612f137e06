/** What was measured, held against its goal: statistics, verdicts, the table and the JSON. Pure. */
@NullMarked
package dev.ddnn.benchmarks.result;

import org.jspecify.annotations.NullMarked;
