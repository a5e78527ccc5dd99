package io.tokenledger.report.closing;

import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which periods are asked for: {@code from} and {@code to}, ids and both included, or {@code fiscal_year}. Without any: the
 * twelve up to that of now. Pure.
 *
 * @param from null: eleven before the last one
 * @param to null: the one that holds now
 * @param fiscalYear null: from and to say it
 */
record PeriodRange(
        @Nullable String from,
        @Nullable String to,
        @Nullable Integer fiscalYear) {
    private static final Pattern YEAR = Pattern.compile("\\d{4}");

    static PeriodRange read(QueryParameters parameters) {
        Optional<String> year = parameters.single("fiscal_year");
        String from = parameters.single("from").orElse(null);
        String to = parameters.single("to").orElse(null);
        if (year.isPresent() && (from != null || to != null)) {
            throw ReportError.PERIOD_INVALID.because(
                    "fiscal_year=" + year.get() + " and from or to exclude each other");
        }
        if (year.isPresent() && !YEAR.matcher(year.get()).matches()) {
            throw ReportError.PARAMETER_INVALID.because("fiscal_year " + year.get() + " is not a year of four digits");
        }
        return new PeriodRange(from, to, year.map(Integer::valueOf).orElse(null));
    }

    /** In the order of time; at most {@code most}. */
    List<AccountingPeriod> periods(AccountingCalendar calendar, Instant now, int most) {
        if (fiscalYear != null) {
            return calendar.fiscalYear(fiscalYear);
        }
        AccountingPeriod last = to == null ? calendar.holding(now) : calendar.named(to);
        AccountingPeriod first = from == null ? yearBefore(calendar, last) : calendar.named(from);
        if (first.period().from().isAfter(last.period().from())) {
            throw ReportError.PERIOD_EMPTY.because("to " + last.id() + " is before from " + first.id());
        }
        List<AccountingPeriod> periods = new ArrayList<>();
        for (AccountingPeriod period = first;
                !period.period().from().isAfter(last.period().from());
                period = calendar.next(period)) {
            if (periods.size() == most) {
                throw ReportError.PERIOD_TOO_LONG.because(
                        "from " + first.id() + " to " + last.id() + " are more than " + most + " periods");
            }
            periods.add(period);
        }
        return periods;
    }

    private static AccountingPeriod yearBefore(AccountingCalendar calendar, AccountingPeriod last) {
        AccountingPeriod first = last;
        for (int i = 1; i < AccountingCalendar.PERIODS_A_YEAR; i++) {
            first = calendar.previous(first);
        }
        return first;
    }
}
