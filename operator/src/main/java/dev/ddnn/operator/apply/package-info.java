/**
 * In: desired resources and what exists. Out: {@link dev.ddnn.operator.status.ApplyReport}. The only package that writes children;
 * must not decide what they look like.
 */
@NullMarked
package dev.ddnn.operator.apply;

import org.jspecify.annotations.NullMarked;
