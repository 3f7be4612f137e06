/**
 * Turns outcomes and byte counts into the table, the JSON object and the answers file.
 */
@NullMarked
package dev.ddnn.sandbox.report;

import org.jspecify.annotations.NullMarked;
