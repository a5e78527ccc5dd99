package io.tokenledger.report.accounting;

import java.math.BigDecimal;
import java.time.Month;
import java.time.ZoneId;

/**
 * How a tenant keeps its books.
 *
 * @param zone in which its days and periods begin
 * @param currency ISO 4217: of allocation, and of statements where a cost centre has no other
 * @param fiscalYearStart the month in which the fiscal year begins; of a calendar of weeks the one near whose first day it does
 * @param twoPersons whether another person must close than the one who began the closing
 * @param limits what a period must pass
 * @param accounts of the general ledger
 */
public record AccountingSettings(
        String tenant,
        ZoneId zone,
        String currency,
        CalendarKind calendar,
        Month fiscalYearStart,
        boolean twoPersons,
        Limits limits,
        Accounts accounts) {

    /** How a year is cut into periods. */
    public enum CalendarKind {
        MONTHS,
        WEEKS_4_4_5,
        WEEKS_4_5_4,
        WEEKS_5_4_4
    }

    /**
     * The most that a period may have of each when it is closed, as shares from 0 to 1.
     *
     * @param unpriced requests without a price, of all
     * @param unattributed cost without a cost centre, of all
     * @param variance between the vendors' bills and the books, of the bills
     * @param rejected rejected events, of all that came in
     * @param expectedLate events still expected for the period, of those that it has
     */
    public record Limits(
            BigDecimal unpriced,
            BigDecimal unattributed,
            BigDecimal variance,
            BigDecimal rejected,
            BigDecimal expectedLate) {}

    /**
     * Accounts of the general ledger.
     *
     * @param expense debited for what a cost centre is charged, where it names no account of its own
     * @param clearing credited for it: where the vendors' invoices are booked
     */
    public record Accounts(String expense, String clearing) {}

    /** Of a tenant that has said nothing: months in UTC, dollars, one person. */
    public static AccountingSettings standard(String tenant) {
        return new AccountingSettings(
                tenant,
                ZoneId.of("UTC"),
                "USD",
                CalendarKind.MONTHS,
                Month.JANUARY,
                false,
                new Limits(
                        BigDecimal.ZERO,
                        new BigDecimal("0.05"),
                        new BigDecimal("0.02"),
                        new BigDecimal("0.01"),
                        new BigDecimal("0.01")),
                new Accounts("llm-usage", "llm-clearing"));
    }
}
