/**
 * How one revision takes the place of another: in, the target, what the ConfigMaps say and what the pods report; out, what each section
 * is told next. Pure; remembers nothing, as all that a decision needs stands in the deciding section's ConfigMap.
 */
@NullMarked
package dev.ddnn.operator.plan.rollout;

import org.jspecify.annotations.NullMarked;
