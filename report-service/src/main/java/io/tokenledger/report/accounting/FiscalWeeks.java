package io.tokenledger.report.accounting;

import io.tokenledger.report.accounting.AccountingSettings.CalendarKind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Periods are of four or five weeks from Monday on, in four quarters of thirteen. A fiscal year begins on the Monday nearest
 * to the first day of a month; where 53 weeks lie between two such Mondays, the last period has the extra one. With January
 * these are the years of ISO 8601's weeks.
 */
record FiscalWeeks(CalendarKind kind, Month start) implements FiscalYears {
    private static final Pattern ID = Pattern.compile("FY(\\d{4})-P(0[1-9]|1[0-2])");
    private static final int PERIODS_A_QUARTER = 3;
    private static final int WEEKS_A_QUARTER = 13;
    /** Of the seven days around a day, so many lie before it. */
    private static final int DAYS_BEFORE = 3;

    @Override
    public LocalDate firstDay(int fiscalYear, int number) {
        int quarters = (number - 1) / PERIODS_A_QUARTER;
        int weeks = quarters * WEEKS_A_QUARTER;
        for (int before : weeksOfQuarter().subList(0, (number - 1) % PERIODS_A_QUARTER)) {
            weeks += before;
        }
        return nearestMonday(FiscalYears.firstOfMonth(fiscalYear, start)).plusWeeks(weeks);
    }

    @Override
    public String id(int fiscalYear, int number) {
        return String.format(Locale.ROOT, "FY%04d-P%02d", fiscalYear, number);
    }

    @Override
    public Optional<Place> find(String id) {
        Matcher matcher = ID.matcher(id);
        return matcher.matches()
                ? Optional.of(new Place(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String example() {
        return "FY2026-P07";
    }

    private List<Integer> weeksOfQuarter() {
        return switch (kind) {
            case WEEKS_4_4_5 -> List.of(4, 4, 5);
            case WEEKS_4_5_4 -> List.of(4, 5, 4);
            case WEEKS_5_4_4 -> List.of(5, 4, 4);
            case MONTHS -> throw new IllegalArgumentException("a calendar of months has no weeks");
        };
    }

    private static LocalDate nearestMonday(LocalDate day) {
        return day.minusDays(DAYS_BEFORE).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    }
}
