/**
 * What the operator asks the hub to cut, and what the hub answers.
 */
@NullMarked
package dev.ddnn.contract.cut;

import org.jspecify.annotations.NullMarked;
