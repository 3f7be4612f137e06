package dev.ddnn.sandbox.report;

/**
 * What became of tenants who share what there is.
 *
 * @param bill what each of them used
 */
public record QuotaSummary(BillSummary bill) {}
