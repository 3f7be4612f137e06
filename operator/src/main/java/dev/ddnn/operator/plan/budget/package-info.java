/**
 * In: bills, budgets, and what quotas say of them. Out: what is used of today and of this month, whether a budget is used up, and what a
 * DDNN does about it. Keeps nothing: all follows from what is stored.
 */
@NullMarked
package dev.ddnn.operator.plan.budget;

import org.jspecify.annotations.NullMarked;
