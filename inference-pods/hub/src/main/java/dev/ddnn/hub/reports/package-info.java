/**
 * The pods' reports: the newest of each boot, in memory, forgotten after a silence. Pods repeat them, so a restart loses
 * nothing for long.
 */
@NullMarked
package dev.ddnn.hub.reports;

import org.jspecify.annotations.NullMarked;
