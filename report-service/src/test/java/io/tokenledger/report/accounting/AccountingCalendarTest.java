package io.tokenledger.report.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.accounting.AccountingSettings.CalendarKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against another implementation of the calendar, against published calendars, and against days counted one by one. */
class AccountingCalendarTest {
    private static final int FIRST_YEAR = 2019;
    private static final int LAST_YEAR = 2034;

    /** The years of 53 weeks by ISO 8601, as published for 2004 to 2048. */
    private static final Set<Integer> ISO_LONG_YEARS = Set.of(2004, 2009, 2015, 2020, 2026, 2032, 2037, 2043, 2048);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Asia/Kathmandu",
                "America/St_Johns",
                "Pacific/Apia",
                "Australia/Lord_Howe",
                "Europe/Berlin",
                "America/New_York",
                "Asia/Tehran"
            })
    void monthsBeginWhereTheOldCalendarOfJavaSaysSo(String zone) {
        AccountingCalendar calendar = months(zone, Month.JANUARY);
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            for (int month = 1; month <= 12; month++) {
                AccountingPeriod period = calendar.named(String.format(Locale.ROOT, "%d-%02d", year, month));
                assertThat(period.period().from()).as(period.id()).isEqualTo(gregorian(zone, year, month, 1));
                assertThat(period.period().to()).as(period.id()).isEqualTo(gregorian(zone, year, month + 1, 1));
                assertThat(period.fiscalYear()).isEqualTo(year);
                assertThat(period.number()).isEqualTo(month);
            }
        }
    }

    /** Hours of a month in which clocks change; Lord Howe's change by half an hour, Samoa's changed until 2021. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03, PT743H, 2026-02-28T23:00:00Z",
        "Europe/Berlin, 2026-10, PT745H, 2026-09-30T22:00:00Z",
        "Asia/Kathmandu, 2026-10, PT744H, 2026-09-30T18:15:00Z",
        "America/St_Johns, 2026-03, PT743H, 2026-03-01T03:30:00Z",
        "America/St_Johns, 2026-11, PT721H, 2026-11-01T02:30:00Z",
        "Australia/Lord_Howe, 2026-04, PT720H30M, 2026-03-31T13:00:00Z",
        "Australia/Lord_Howe, 2026-10, PT743H30M, 2026-09-30T13:30:00Z",
        "Pacific/Apia, 2020-09, PT719H, 2020-08-31T11:00:00Z",
        "Pacific/Apia, 2021-04, PT721H, 2021-03-31T10:00:00Z",
        "Pacific/Apia, 2022-04, PT720H, 2022-03-31T11:00:00Z",
    })
    void aMonthHasTheHoursThatItsClocksShow(String zone, String id, Duration length, Instant from) {
        AccountingPeriod period = months(zone, Month.APRIL).named(id);
        assertThat(period.period().from()).isEqualTo(from);
        assertThat(Duration.between(period.period().from(), period.period().to()))
                .isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({
        "JANUARY, 2026-12, 2026, 12", "OCTOBER, 2026-10, 2027, 1", "OCTOBER, 2026-09, 2026, 12",
        "OCTOBER, 2027-09, 2027, 12", "FEBRUARY, 2026-01, 2026, 12", "FEBRUARY, 2026-02, 2027, 1",
        "DECEMBER, 2026-12, 2027, 1", "APRIL, 2026-06, 2027, 3",
    })
    void aFiscalYearIsNamedAfterTheYearInWhichItEnds(Month start, String id, int fiscalYear, int number) {
        AccountingPeriod period = months("UTC", start).named(id);
        assertThat(period.fiscalYear()).isEqualTo(fiscalYear);
        assertThat(period.number()).isEqualTo(number);
        assertThat(months("UTC", start).fiscalYear(fiscalYear)).hasSize(12).contains(period);
    }

    @Test
    void fiscalYearsFromJanuaryAreTheWeekYearsOfIso() {
        for (CalendarKind kind : weeks()) {
            AccountingCalendar calendar = calendar("UTC", kind, Month.JANUARY);
            for (int year = 2004; year <= 2048; year++) {
                GregorianCalendar monday = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
                monday.clear();
                monday.setFirstDayOfWeek(Calendar.MONDAY);
                monday.setMinimalDaysInFirstWeek(4);
                monday.setWeekDate(year, 1, Calendar.MONDAY);
                List<AccountingPeriod> periods = calendar.fiscalYear(year);
                assertThat(periods.getFirst().period().from()).as("FY" + year).isEqualTo(monday.toInstant());
                assertThat(weeksOf(periods))
                        .as(kind + " FY" + year)
                        .isEqualTo(pattern(kind, ISO_LONG_YEARS.contains(year)));
            }
        }
    }

    /** The 4-5-4 calendar of the National Retail Federation has weeks from Sunday on: ours begin a day later. */
    @ParameterizedTest
    @CsvSource({
        "2023, 2022-01-30, 2022-02-27, 2022-04-03, 2022-05-01, 2022-10-30, 2023-01-01, 2023-01-29",
        "2026, 2025-02-02, 2025-03-02, 2025-04-06, 2025-05-04, 2025-11-02, 2026-01-04, 2026-02-01",
    })
    void retailYearsAreThoseThatArePublished(
            int year,
            LocalDate february,
            LocalDate march,
            LocalDate april,
            LocalDate may,
            LocalDate november,
            LocalDate january,
            LocalDate end) {
        AccountingCalendar calendar = calendar("America/New_York", CalendarKind.WEEKS_4_5_4, Month.FEBRUARY);
        List<AccountingPeriod> periods = calendar.fiscalYear(year);
        assertThat(List.of(
                        periods.get(0).firstDay(),
                        periods.get(1).firstDay(),
                        periods.get(2).firstDay(),
                        periods.get(3).firstDay(),
                        periods.get(9).firstDay(),
                        periods.get(11).firstDay(),
                        periods.get(11).endDay()))
                .isEqualTo(List.of(february, march, april, may, november, january, end).stream()
                        .map(sunday -> sunday.plusDays(1))
                        .toList());
    }

    @Test
    void aFiscalYearBeginsOnTheMondayThatIsNearest() {
        for (Month start : Month.values()) {
            AccountingCalendar calendar = calendar("Asia/Kathmandu", CalendarKind.WEEKS_4_4_5, start);
            for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
                LocalDate wanted = LocalDate.of(start == Month.JANUARY ? year : year - 1, start, 1);
                LocalDate first = calendar.fiscalYear(year).getFirst().firstDay();
                assertThat(first.getDayOfWeek().getValue()).isEqualTo(1);
                assertThat(Math.abs(first.toEpochDay() - wanted.toEpochDay()))
                        .as("%s from %s", first, wanted)
                        .isLessThanOrEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-13", "2026-1", "FY2026-P01", "1999-12", "2200-01", "", "2026-10-01", "２０２６-10"})
    void whatIsNoMonthIsNoPeriodOfACalendarOfMonths(String id) {
        assertThatThrownBy(() -> months("UTC", Month.JANUARY).named(id))
                .hasMessageContaining("accounting_period.unknown")
                .hasMessageContaining("2026-10 is expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-10", "FY2026-P00", "FY2026-P13", "FY1999-P12", "FY2200-P01", "FY2026-P1"})
    void whatIsNoPeriodOfWeeksIsRefused(String id) {
        assertThatThrownBy(() ->
                        calendar("UTC", CalendarKind.WEEKS_5_4_4, Month.JANUARY).named(id))
                .hasMessageContaining("accounting_period.unknown")
                .hasMessageContaining("FY2026-P07 is expected");
    }

    private static List<Integer> weeksOf(List<AccountingPeriod> periods) {
        return periods.stream()
                .map(each -> (int) Duration.between(
                                        each.period().from(), each.period().to())
                                .toDays()
                        / 7)
                .toList();
    }

    private static List<Integer> pattern(CalendarKind kind, boolean longYear) {
        List<Integer> quarter =
                switch (kind) {
                    case WEEKS_4_4_5 -> List.of(4, 4, 5);
                    case WEEKS_4_5_4 -> List.of(4, 5, 4);
                    case WEEKS_5_4_4, MONTHS -> List.of(5, 4, 4);
                };
        List<Integer> year = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            year.addAll(quarter);
        }
        year.set(11, year.get(11) + (longYear ? 1 : 0));
        return year;
    }

    private static List<CalendarKind> weeks() {
        return List.of(CalendarKind.WEEKS_4_4_5, CalendarKind.WEEKS_4_5_4, CalendarKind.WEEKS_5_4_4);
    }

    private static Instant gregorian(String zone, int year, int month, int day) {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone(zone), Locale.ROOT);
        calendar.clear();
        calendar.set(year, month - 1, day, 0, 0, 0);
        return calendar.toInstant();
    }

    private static AccountingCalendar months(String zone, Month start) {
        return calendar(zone, CalendarKind.MONTHS, start);
    }

    private static AccountingCalendar calendar(String zone, CalendarKind kind, Month start) {
        return AccountingCalendar.of(SampleSettings.of(zone, kind, start));
    }
}
