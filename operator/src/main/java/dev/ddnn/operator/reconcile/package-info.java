/**
 * The reconcilers, as tables of contents, and everything that knows the Java Operator SDK. Nothing imports this package.
 */
@NullMarked
package dev.ddnn.operator.reconcile;

import org.jspecify.annotations.NullMarked;
