package io.tokenledger.report.accounting;

import io.tokenledger.report.period.Period;
import java.time.LocalDate;

/**
 * One period of a tenant's books. Periods follow one another without gaps.
 *
 * @param id {@code 2026-10} of a calendar of months; {@code FY2026-P07} of one of weeks
 * @param fiscalYear the year in which the fiscal year ends
 * @param number of the period in its fiscal year, from 1
 * @param firstDay in the zone of the books
 * @param endDay exclusive: the first day of the next period
 * @param period the same as instants
 */
public record AccountingPeriod(
        String id, int fiscalYear, int number, LocalDate firstDay, LocalDate endDay, Period period) {}
