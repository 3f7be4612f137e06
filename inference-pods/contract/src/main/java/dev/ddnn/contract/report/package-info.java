/**
 * What a pod says of itself when it calls home.
 */
@NullMarked
package dev.ddnn.contract.report;

import org.jspecify.annotations.NullMarked;
