package io.tokenledger.report.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ForecasterTest {
    /** A Monday. */
    private static final ZonedDateTime START = ZonedDateTime.of(2026, 6, 1, 0, 0, 0, 0, ZoneId.of("Europe/Berlin"));

    private static final Forecaster FORECASTER = new Forecaster();

    private static double[] days(int days, IntToDoubleFunction value) {
        double[] values = new double[days];
        Arrays.setAll(values, value);
        return values;
    }

    /** 100 on weekdays and 40 at weekends, with noise of a tenth. */
    private static double[] office(int days, long seed) {
        Random random = new Random(seed);
        return days(days, i -> (i % 7 < 5 ? 100 : 40) * Math.exp(0.1 * random.nextGaussian()));
    }

    private static Forecast daily(double[] values, int steps) {
        return (Forecast) FORECASTER.forecast(History.of(Step.DAY, START, values), steps);
    }

    private static Offset<Double> near(double share, double value) {
        return within(share * value);
    }

    @Test
    void weeksThatRepeatAreForecastExactly() {
        Forecast forecast = daily(days(70, i -> 10 + i % 7), 14);
        for (int h = 0; h < 14; h++) {
            assertThat(forecast.point(h)).isCloseTo(10 + h % 7, within(1e-6));
            assertThat(forecast.band(Level.EIGHTY, h).high()).isCloseTo(10 + h % 7, within(0.01));
        }
        assertThat(forecast.total(Level.NINETY_FIVE, 0, 7).low()).isCloseTo(91, within(0.1));
        assertThat(forecast.point(0, 7)).isCloseTo(91, within(1e-6));
        assertThat(forecast.accuracy().smape().orElseThrow()).isLessThan(0.1);
    }

    @Test
    void hoursAndWeekdaysAreForecastTogether() {
        double[] values = days(24 * 35, i -> (i / 24 % 7 < 5 ? 10 : 3) * (1 + Math.sin(i % 24 * Math.PI / 12)) + 1);
        Forecast forecast = (Forecast) FORECASTER.forecast(History.of(Step.HOUR, START, values), 24 * 7);
        for (int h = 0; h < 24 * 7; h++) {
            double truth = (h / 24 % 7 < 5 ? 10 : 3) * (1 + Math.sin(h % 24 * Math.PI / 12)) + 1;
            assertThat(forecast.point(h)).as("hour %d", h).isCloseTo(truth, within(0.3));
        }
    }

    @Test
    void sameHistoryGivesTheSameAnswer() {
        double[] values = office(90, 1);
        Forecast one = daily(values, 30);
        Forecast other = daily(values, 30);
        for (int h = 0; h < 30; h++) {
            assertThat(one.point(h)).isEqualTo(other.point(h));
            assertThat(one.band(Level.EIGHTY, h)).isEqualTo(other.band(Level.EIGHTY, h));
        }
        assertThat(one.notes()).isEqualTo(other.notes());
    }

    @Test
    void oneDayAndNoneAreTooShortAndSayWhy() {
        for (int have : new int[] {0, 1, 2}) {
            Outcome outcome = FORECASTER.forecast(History.of(Step.DAY, START, office(have, 1)), 7);
            assertThat(outcome).isEqualTo(new TooShort(have, 3, have + " days are known: 7 days ahead need 3"));
        }
        assertThat(FORECASTER.forecast(History.of(Step.HOUR, START, new double[23]), 1))
                .isInstanceOf(TooShort.class);
        assertThat(FORECASTER.forecast(History.of(Step.DAY, START, office(20, 1)), 366))
                .isEqualTo(new TooShort(20, 37, "20 days are known: 366 days ahead need 37"));
    }

    @Test
    void unknownDaysDoNotCount() {
        double[] values = office(10, 1);
        Arrays.fill(values, 1, 9, Double.NaN);
        assertThat(FORECASTER.forecast(History.of(Step.DAY, START, values), 7))
                .isInstanceOfSatisfying(
                        TooShort.class, tooShort -> assertThat(tooShort.have()).isEqualTo(2));
    }

    @Test
    void threeDaysAreAnsweredWithIntervalsThatSayHowLittleIsKnown() {
        Forecast forecast = daily(new double[] {100, 100, 100}, 7);
        assertThat(forecast.point(0)).isCloseTo(100, within(1e-9));
        assertThat(forecast.band(Level.NINETY_FIVE, 0)).isEqualTo(new Band(0, 200));
        assertThat(forecast.band(Level.EIGHTY, 6).high()).isGreaterThanOrEqualTo(150);
        assertThat(forecast.notes()).anyMatch(note -> note.startsWith("short history, 3 days"));
    }

    @Test
    void tenDaysKnowSomethingOfTheWeekAndSayThatItIsNotMuch() {
        Forecast forecast = daily(office(10, 2), 7);
        double saturday = forecast.point(2);
        assertThat(saturday).as("days 10 to 16 are Thursday to Wednesday").isLessThan(forecast.point(0));
        assertThat(forecast.band(Level.EIGHTY, 2).holds(40)).isTrue();
        assertThat(forecast.notes()).anyMatch(note -> note.contains("rhythm of the week is not known"));
    }

    @Test
    void nothingUsedIsForecastAsNothingAndSaidSo() {
        Forecast forecast = daily(new double[60], 30);
        assertThat(forecast.point(0, 30)).isZero();
        assertThat(forecast.total(Level.NINETY_FIVE, 0, 30)).isEqualTo(new Band(0, 0));
        assertThat(forecast.notes()).anyMatch(note -> note.contains("a beginning is not foreseen"));
    }

    /** Use on one day in five, 50 each time: the mean is 10, and zero is no forecast of what a month costs. */
    @Test
    void rareUseIsNotForecastAsNone() {
        Random random = new Random(11);
        Forecast forecast = daily(days(120, i -> random.nextInt(5) == 0 ? 50 : 0), 30);
        assertThat(forecast.point(0, 30)).as("seed 11").isBetween(150.0, 500.0);
        assertThat(forecast.total(Level.EIGHTY, 0, 30).holds(300)).isTrue();
        assertThat(forecast.notes()).anyMatch(note -> note.contains("zero is no safe guess"));
    }

    @Test
    void timeBeforeALaunchTeachesNothing() {
        double[] values = new double[90];
        System.arraycopy(office(30, 3), 0, values, 60, 30);
        Forecast forecast = daily(values, 7);
        assertThat(forecast.notes()).anyMatch(note -> note.startsWith("first used 2026-07-31: the 60 steps before"));
        double weekly = forecast.point(0, 7);
        assertThat(weekly).isCloseTo(580, near(0.15, 580));
        assertThat(forecast.accuracy().mase().orElseThrow()).isLessThan(1.2);
    }

    @Test
    void newLevelIsTakenOverAndTheRhythmKept() {
        double[] values = office(90, 4);
        for (int i = 63; i < 90; i++) {
            values[i] *= 3;
        }
        Forecast forecast = daily(values, 14);
        assertThat(forecast.notes()).anyMatch(note -> note.startsWith("level shift from 2026-08-03, ×"));
        for (int h = 0; h < 14; h++) {
            double truth = 3 * ((90 + h) % 7 < 5 ? 100 : 40);
            assertThat(forecast.point(h)).as("day %d", h).isCloseTo(truth, near(0.25, truth));
            assertThat(forecast.band(Level.EIGHTY, h).high()).isLessThan(1.8 * truth);
        }
    }

    @Test
    void growthIsNoLevelShift() {
        double[] values = office(90, 5);
        for (int i = 0; i < 90; i++) {
            values[i] *= Math.exp(0.01 * i);
        }
        Forecast forecast = daily(values, 14);
        assertThat(forecast.notes()).noneMatch(note -> note.contains("level shift"));
        double truth = days(14, h -> ((90 + h) % 7 < 5 ? 100 : 40) * Math.exp(0.01 * (90 + h)))[0];
        assertThat(forecast.point(0)).isCloseTo(truth, near(0.3, truth));
    }

    @Test
    void outageNeitherTeachesNorWidens() {
        double[] values = office(90, 6);
        double[] broken = values.clone();
        broken[57] = 0; // a Tuesday
        Forecast sound = daily(values, 14);
        Forecast forecast = daily(broken, 14);
        assertThat(forecast.notes()).contains("outage: nothing was used in 1 steps from 2026-07-28");
        for (int h = 0; h < 14; h++) {
            assertThat(forecast.point(h)).isCloseTo(sound.point(h), near(0.1, sound.point(h)));
            assertThat(forecast.band(Level.EIGHTY, h).high())
                    .isLessThan(1.2 * sound.band(Level.EIGHTY, h).high());
        }
    }

    @Test
    void hoursOfAnOutageNeitherTeachNorWiden() {
        Random random = new Random(15);
        double[] values = days(24 * 28, i -> (20 + i % 24) * Math.exp(0.1 * random.nextGaussian()));
        double[] broken = values.clone();
        Arrays.fill(broken, 500, 512, 0);
        Forecast sound = (Forecast) FORECASTER.forecast(History.of(Step.HOUR, START, values), 24);
        Forecast forecast = (Forecast) FORECASTER.forecast(History.of(Step.HOUR, START, broken), 24);
        assertThat(forecast.notes()).anyMatch(note -> note.startsWith("outage: nothing was used in 12 steps from"));
        assertThat(forecast.point(0, 24)).isCloseTo(sound.point(0, 24), near(0.05, sound.point(0, 24)));
        assertThat(forecast.total(Level.EIGHTY, 0, 24).high())
                .isLessThan(1.1 * sound.total(Level.EIGHTY, 0, 24).high());
    }

    @Test
    void pausesThatBelongToASeriesStay() {
        Random random = new Random(16);
        boolean[] paused = new boolean[90];
        for (int i = 0; i < 90; i++) {
            paused[i] = random.nextInt(8) == 0;
        }
        Forecast forecast = daily(days(90, i -> paused[i] ? 0 : 100), 14);
        assertThat(forecast.notes()).anyMatch(note -> note.startsWith("pauses without any use belong to this series"));
        assertThat(forecast.total(Level.EIGHTY, 0, 14).holds(14 * 87.5))
                .as("seed 16")
                .isTrue();
    }

    @Test
    void outageAtTheEndIsSaidToBePossiblyTheEnd() {
        double[] values = office(90, 6);
        values[89] = 0;
        Forecast forecast = daily(values, 7);
        assertThat(forecast.notes()).anyMatch(note -> note.contains("if use has ended, the forecast is too high"));
        assertThat(forecast.point(0, 7)).isCloseTo(580, near(0.15, 580));
    }

    @Test
    void weekendsWithoutUseAreNoOutage() {
        double[] values = office(90, 7);
        for (int i = 0; i < 90; i++) {
            values[i] = i % 7 < 5 ? values[i] : 0;
        }
        Forecast forecast = daily(values, 7);
        assertThat(forecast.notes()).noneMatch(note -> note.contains("outage"));
        for (int h = 0; h < 7; h++) {
            assertThat(forecast.point(h)).isCloseTo((90 + h) % 7 < 5 ? 100 : 0, within(20.0));
        }
    }

    @Test
    void gapsAreFilledAndNotJudged() {
        double[] values = office(90, 8);
        Arrays.fill(values, 40, 47, Double.NaN);
        Forecast forecast = daily(values, 7);
        assertThat(forecast.notes()).anyMatch(note -> note.startsWith("7 steps are not known or left out"));
        assertThat(forecast.point(0, 7)).isCloseTo(580, near(0.15, 580));
    }

    @Test
    void holidaysAreKeptFromTeachingAndStillCountAsErrors() {
        double[] values = office(90, 9);
        values[80] *= 0.15; // a Thursday, ten days before the end
        Forecast forecast = daily(values, 14);
        assertThat(forecast.notes())
                .anyMatch(note -> note.equals("far off what their weekday brings, kept from teaching: 2026-08-20"));
        assertThat(forecast.point(4)).as("the next Thursday but one").isCloseTo(100, near(0.2, 100));
        assertThat(forecast.accuracy().coverage95().orElseThrow()).isLessThan(1);
    }

    @Test
    void lastDayOfTheMonthIsKnownToBringMore() {
        double[] values = office(240, 10);
        for (int i = 0; i < values.length; i++) {
            LocalDate day = START.plusDays(i).toLocalDate();
            values[i] *= day.getDayOfMonth() == day.lengthOfMonth() ? 2.5 : 1;
        }
        Forecast forecast = daily(values, 31);
        assertThat(forecast.notes())
                .anyMatch(note -> note.startsWith("turn of the month") && note.contains("last day ×2"));
        int last = 0; // 2027-01-27 and so on: the 31st is a Sunday
        for (int h = 0; h < 31; h++) {
            LocalDate day = START.plusDays(240 + h).toLocalDate();
            last = day.getDayOfMonth() == day.lengthOfMonth() ? h : last;
        }
        double usual = (240 + last) % 7 < 5 ? 100 : 40;
        assertThat(forecast.point(last)).isGreaterThan(1.8 * usual);
        assertThat(forecast.point(last + 1)).isLessThan(1.5 * ((241 + last) % 7 < 5 ? 100 : 40));
    }

    @Test
    void seasonOfTheYearIsSeenAfterTwoYears() {
        Random random = new Random(12);
        double[] values = days(
                800, i -> 100 * (1 + 0.6 * Math.sin(2 * Math.PI * i / 364)) * Math.exp(0.05 * random.nextGaussian()));
        Forecast forecast = daily(values, 182);
        double truth = 0;
        for (int h = 0; h < 182; h++) {
            truth += 100 * (1 + 0.6 * Math.sin(2 * Math.PI * (800 + h) / 364));
        }
        assertThat(forecast.point(0, 182)).as("seed 12").isCloseTo(truth, near(0.1, truth));
        assertThat(forecast.notes()).anyMatch(note -> note.contains("year_before"));
    }

    @Test
    void yearAheadAndMonthOfHoursAreAnswered() {
        Forecast year = daily(office(90, 13), 366);
        assertThat(year.steps()).isEqualTo(366);
        assertThat(year.point(0, 366)).isCloseTo(82.9 * 366, near(0.15, 82.9 * 366));
        assertThat(year.notes()).anyMatch(note -> note.startsWith("tested 30 days ahead"));
        double narrow =
                year.band(Level.EIGHTY, 7).high() - year.band(Level.EIGHTY, 7).low();
        double wide = year.band(Level.EIGHTY, 364).high()
                - year.band(Level.EIGHTY, 364).low();
        assertThat(wide).isGreaterThan(1.5 * narrow);
        Random random = new Random(14);
        double[] hours = days(24 * 60, i -> (5 + i % 24) * Math.exp(0.2 * random.nextGaussian()));
        Forecast month = (Forecast) FORECASTER.forecast(History.of(Step.HOUR, START, hours), 24 * 31);
        assertThat(month.point(0, 24)).isCloseTo(396, near(0.15, 396));
    }

    /** 80 % and 95 % of what comes, over 200 series whose level walks; series count as one observation each. */
    @Test
    void intervalsHoldAsOftenAsTheySayOverManySeries() {
        long seed = 20261121;
        Random random = new Random(seed);
        int series = 200;
        Map<Level, Integer> held = new EnumMap<>(Level.class);
        Map<Level, Integer> sums = new EnumMap<>(Level.class);
        for (int i = 0; i < series; i++) {
            double[] all = Synthetic.weeks(random, 97, 0.15, 0.02);
            Forecast forecast = daily(Arrays.copyOf(all, 90), 7);
            double sum = Arrays.stream(all, 90, 97).sum();
            for (Level level : Level.values()) {
                held.merge(level, forecast.band(level, 6).holds(all[96]) ? 1 : 0, Integer::sum);
                sums.merge(level, forecast.total(level, 0, 7).holds(sum) ? 1 : 0, Integer::sum);
            }
        }
        for (Level level : Level.values()) {
            double deviation = Math.sqrt(level.share() * (1 - level.share()) / series);
            System.out.printf(
                    "seed %d: %s of a day %.3f, of a week %.3f%n",
                    seed,
                    level,
                    held.getOrDefault(level, 0) / (double) series,
                    sums.getOrDefault(level, 0) / (double) series);
            assertThat(held.getOrDefault(level, 0) / (double) series)
                    .as("seed %d, %s of the seventh day", seed, level)
                    .isBetween(level.share() - 3.5 * deviation, level.share() + 3.5 * deviation);
            assertThat(sums.getOrDefault(level, 0) / (double) series)
                    .as("seed %d, %s of the week", seed, level)
                    .isGreaterThan(level.share() - 3.5 * deviation);
        }
    }

    /** Whatever comes in, what goes out is a forecast: finite, not negative, low below point below high, wider at 95 %. */
    @Test
    void anySeriesIsAnsweredInOrder() {
        long seed = 4711;
        Random random = new Random(seed);
        for (int trial = 0; trial < 150; trial++) {
            Step step = random.nextBoolean() ? Step.DAY : Step.HOUR;
            double zeros = random.nextDouble();
            double unknown = random.nextInt(3) == 0 ? 0.2 : 0;
            double[] values = days(
                    3 + random.nextInt(400),
                    i -> random.nextDouble() < unknown
                            ? Double.NaN
                            : random.nextDouble() < zeros ? 0 : Math.exp(3 * random.nextGaussian()));
            int steps = 1 + random.nextInt(60);
            String what = "seed " + seed + ", trial " + trial;
            if (FORECASTER.forecast(History.of(step, START, values), steps) instanceof Forecast forecast) {
                for (int h = 0; h < steps; h++) {
                    Band narrow = forecast.band(Level.EIGHTY, h);
                    Band wide = forecast.band(Level.NINETY_FIVE, h);
                    assertThat(forecast.point(h)).as(what).isBetween(narrow.low(), narrow.high());
                    assertThat(wide.low()).as(what).isLessThanOrEqualTo(narrow.low());
                    assertThat(wide.high()).as(what).isGreaterThanOrEqualTo(narrow.high());
                }
                assertThat(forecast.total(Level.EIGHTY, 0, steps).holds(forecast.point(0, steps)))
                        .as(what)
                        .isTrue();
            }
        }
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        History history = History.of(Step.DAY, START, office(30, 1));
        assertThatThrownBy(() -> FORECASTER.forecast(history, 0)).hasMessageContaining("0 steps");
        assertThatThrownBy(() -> History.of(Step.DAY, START, new double[] {1, -2}))
                .hasMessageContaining("value 1");
        assertThatThrownBy(() -> new Band(2, 1)).hasMessageContaining("from 2.0 to 1.0");
    }

    @Test
    void historyKnowsItsTimes() {
        History history = History.of(Step.DAY, START, office(30, 1));
        assertThat(history.end().toLocalDate()).isEqualTo(LocalDate.of(2026, 7, 1));
        assertThat(history.last(2).start().toLocalDate()).isEqualTo(LocalDate.of(2026, 6, 29));
        assertThat(history.withoutLast(2).length()).isEqualTo(28);
        assertThat(history.last(99).length()).isEqualTo(30);
        // Clocks go back on 25 October: the day has 25 hours, and days still begin at midnight.
        History autumn = History.of(Step.DAY, START.withMonth(10).withDayOfMonth(25), new double[] {1});
        assertThat(autumn.end().getHour()).isZero();
        History hours = History.of(Step.HOUR, START.withMonth(10).withDayOfMonth(25), new double[24]);
        assertThat(hours.end().getHour()).isEqualTo(23);
    }
}
