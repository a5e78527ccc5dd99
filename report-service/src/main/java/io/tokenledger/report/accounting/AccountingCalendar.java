package io.tokenledger.report.accounting;

import io.tokenledger.report.accounting.AccountingSettings.CalendarKind;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.problem.ReportError;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The periods of a tenant's books: twelve a fiscal year, without gaps or overlaps. They begin with the first moments of days
 * in the zone of the books. A fiscal year is named after the calendar year in which that of months with the same beginning
 * ends. Pure.
 */
public final class AccountingCalendar {
    /** Periods of a fiscal year. */
    public static final int PERIODS_A_YEAR = 12;

    /** Nothing is accounted before 2020, and no offset from UTC has been off the quarter hour since 1972. */
    static final int FIRST_FISCAL_YEAR = 2000;

    static final int LAST_FISCAL_YEAR = 2199;

    private final FiscalYears years;
    private final ZoneId zone;

    private AccountingCalendar(FiscalYears years, ZoneId zone) {
        this.years = years;
        this.zone = zone;
    }

    /** The calendar of those books. */
    public static AccountingCalendar of(AccountingSettings settings) {
        FiscalYears years = settings.calendar() == CalendarKind.MONTHS
                ? new FiscalMonths(settings.fiscalYearStart())
                : new FiscalWeeks(settings.calendar(), settings.fiscalYearStart());
        return new AccountingCalendar(years, settings.zone());
    }

    /** The period in which that moment is. */
    public AccountingPeriod holding(Instant instant) {
        LocalDate day = LocalDate.ofInstant(instant, zone);
        int year = day.getYear() - 1;
        while (!day.isBefore(years.firstDay(year + 1))) {
            year++;
        }
        AccountingPeriod period = period(year, 1);
        while (!day.isBefore(period.endDay())) {
            period = next(period);
        }
        // Where clocks are set back over midnight, the end of a day comes again after the next one has begun.
        return instant.isBefore(period.period().to()) ? period : next(period);
    }

    /**
     * The period of that id.
     *
     * @throws io.tokenledger.report.problem.ReportProblem ACCOUNTING_PERIOD_UNKNOWN: not an id of this calendar
     */
    public AccountingPeriod named(String id) {
        return years.find(id)
                .filter(place -> isKept(place.fiscalYear()))
                .map(place -> period(place.fiscalYear(), place.number()))
                .orElseThrow(() -> ReportError.ACCOUNTING_PERIOD_UNKNOWN.because("period '" + id
                        + "' is none of these books: " + years.example() + " is expected, in the fiscal years "
                        + FIRST_FISCAL_YEAR + " to " + LAST_FISCAL_YEAR));
    }

    /** The one that begins where that one ends. */
    public AccountingPeriod next(AccountingPeriod period) {
        return period.number() < PERIODS_A_YEAR
                ? period(period.fiscalYear(), period.number() + 1)
                : period(period.fiscalYear() + 1, 1);
    }

    /** The one that ends where that one begins. */
    public AccountingPeriod previous(AccountingPeriod period) {
        return period.number() > 1
                ? period(period.fiscalYear(), period.number() - 1)
                : period(period.fiscalYear() - 1, PERIODS_A_YEAR);
    }

    /**
     * The twelve periods of a fiscal year.
     *
     * @throws io.tokenledger.report.problem.ReportProblem ACCOUNTING_PERIOD_UNKNOWN: a year that no books reach
     */
    public List<AccountingPeriod> fiscalYear(int year) {
        if (!isKept(year)) {
            throw ReportError.ACCOUNTING_PERIOD_UNKNOWN.because(
                    "fiscal year " + year + " is not in " + FIRST_FISCAL_YEAR + " to " + LAST_FISCAL_YEAR);
        }
        return IntStream.rangeClosed(1, PERIODS_A_YEAR)
                .mapToObj(number -> period(year, number))
                .toList();
    }

    private static boolean isKept(int fiscalYear) {
        return fiscalYear >= FIRST_FISCAL_YEAR && fiscalYear <= LAST_FISCAL_YEAR;
    }

    private AccountingPeriod period(int year, int number) {
        LocalDate first = years.firstDay(year, number);
        LocalDate end = number < PERIODS_A_YEAR ? years.firstDay(year, number + 1) : years.firstDay(year + 1);
        Period period = new Period(
                first.atStartOfDay(zone).toInstant(), end.atStartOfDay(zone).toInstant(), zone);
        return new AccountingPeriod(years.id(year, number), year, number, first, end, period);
    }
}
