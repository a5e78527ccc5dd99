package io.tokenledger.report.accounting;

import java.time.LocalDate;
import java.time.Month;
import java.util.Optional;

/** How fiscal years are cut into twelve periods, by days. */
sealed interface FiscalYears permits FiscalMonths, FiscalWeeks {
    /** A period's place among all. */
    record Place(int fiscalYear, int number) {}

    /** Of a period, numbered from 1. */
    LocalDate firstDay(int fiscalYear, int number);

    String id(int fiscalYear, int number);

    /** Empty where it is no id of this calendar. */
    Optional<Place> find(String id);

    /** An id, for messages. */
    String example();

    /** Of the fiscal year. */
    default LocalDate firstDay(int fiscalYear) {
        return firstDay(fiscalYear, 1);
    }

    /** The first day of the month with which the fiscal year begins that ends in that calendar year. */
    static LocalDate firstOfMonth(int fiscalYear, Month start) {
        return LocalDate.of(start == Month.JANUARY ? fiscalYear : fiscalYear - 1, start, 1);
    }
}
