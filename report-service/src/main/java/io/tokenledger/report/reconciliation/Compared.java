package io.tokenledger.report.reconciliation;

import java.util.List;

/**
 * What came of a comparison.
 *
 * @param rows pieces of the variance, which add up to billed less booked
 * @param totals what was billed and booked
 */
record Compared(List<PartRow> rows, Totals totals) {}
