package io.tokenledger.report.accounting;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Periods are calendar months.
 *
 * @param start the month with which fiscal years begin
 */
record FiscalMonths(Month start) implements FiscalYears {
    private static final Pattern ID = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])");
    private static final int MONTHS_A_YEAR = 12;

    @Override
    public LocalDate firstDay(int fiscalYear, int number) {
        return FiscalYears.firstOfMonth(fiscalYear, start).plusMonths(number - 1L);
    }

    @Override
    public String id(int fiscalYear, int number) {
        return YearMonth.from(firstDay(fiscalYear, number)).toString();
    }

    @Override
    public Optional<Place> find(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        YearMonth month = YearMonth.parse(id);
        int number = Math.floorMod(month.getMonthValue() - start.getValue(), MONTHS_A_YEAR) + 1;
        boolean endsNextYear = start != Month.JANUARY && month.getMonthValue() >= start.getValue();
        return Optional.of(new Place(endsNextYear ? month.getYear() + 1 : month.getYear(), number));
    }

    @Override
    public String example() {
        return "2026-10";
    }
}
