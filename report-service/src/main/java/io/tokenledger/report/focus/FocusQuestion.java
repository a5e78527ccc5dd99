package io.tokenledger.report.focus;

import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which file is asked for. Shared cost belongs to whole periods of the books, so a file holds whole periods.
 *
 * @param from id of the first period, or its first day
 * @param until id of the period after the last, or its first day; null: one period
 * @param costCenter code; with all below it; null: all
 */
public record FocusQuestion(
        String tenant,
        String from,
        @Nullable String until,
        FocusVersion version,
        @Nullable String costCenter) {
    private static final int MOST_PERIODS = 60;
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** Reads what is asked; refused where it cannot be. */
    static FocusQuestion read(QueryParameters parameters) {
        String tenant = parameters.required("tenant", "a file is of one tenant");
        Optional<String> period = parameters.single("period");
        Optional<String> from = parameters.single("from");
        Optional<String> to = parameters.single("to");
        FocusVersion version = version(parameters.single("version").orElse(FocusVersion.V1_3.wireName()));
        String costCenter = parameters.single("cost_center").orElse(null);
        if (period.isPresent() && from.isEmpty() && to.isEmpty()) {
            return new FocusQuestion(tenant, period.get(), null, version, costCenter);
        }
        if (period.isPresent() || from.isEmpty() || to.isEmpty()) {
            throw ReportError.PERIOD_INVALID.because(
                    "either period, or from and to: the id of a period of the books such as 2026-10, or its first day");
        }
        return new FocusQuestion(tenant, from.get(), to.get(), version, costCenter);
    }

    private static FocusVersion version(String name) {
        return Arrays.stream(FocusVersion.values())
                .filter(known -> known.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> ReportError.PARAMETER_INVALID.because("version " + name + " is none of 1.2, 1.3"));
    }

    /** The periods asked for, the first one first. */
    List<AccountingPeriod> periods(AccountingCalendar calendar, ZoneId zone) {
        AccountingPeriod first = beginning(from, calendar, zone);
        if (until == null) {
            return List.of(first);
        }
        AccountingPeriod end = beginning(until, calendar, zone);
        if (!end.firstDay().isAfter(first.firstDay())) {
            throw ReportError.PERIOD_EMPTY.because("to " + until + " is not after from " + from);
        }
        List<AccountingPeriod> periods = new ArrayList<>();
        for (AccountingPeriod each = first; each.firstDay().isBefore(end.firstDay()); each = calendar.next(each)) {
            if (periods.size() == MOST_PERIODS) {
                throw ReportError.PERIOD_TOO_LONG.because(
                        "from " + from + " to " + until + " are more than " + MOST_PERIODS + " periods");
            }
            periods.add(each);
        }
        return periods;
    }

    private static AccountingPeriod beginning(String text, AccountingCalendar calendar, ZoneId zone) {
        if (!DAY.matcher(text).matches()) {
            return calendar.named(text);
        }
        LocalDate day = day(text);
        AccountingPeriod period = calendar.holding(day.atStartOfDay(zone).toInstant());
        if (!period.firstDay().equals(day)) {
            throw ReportError.PERIOD_INVALID.because("no period of the books begins on " + text + ": " + period.id()
                    + " begins on " + period.firstDay() + ", the next one on " + period.endDay());
        }
        return period;
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw ReportError.PERIOD_INVALID.because(text + " is no day of the calendar", e);
        }
    }
}
