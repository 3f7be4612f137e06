package dev.ddnn.contract.report;

/**
 * What the hub tells a pod that waits to end: it has the last report, and nobody has folded it yet.
 *
 * @param acknowledged sequence of the newest report of the boot that is folded; 0: none that the hub knows of
 */
public record Acknowledged(long acknowledged) {}
