package io.tokenledger.report.outlook;

import io.tokenledger.report.forecast.Step;
import io.tokenledger.report.period.Interval;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.problem.ReportError;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The moments of a question. The step that runs is not complete: what came of it so far is told apart, and what is still to
 * come of it is forecast.
 *
 * @param at the moment that is asked for
 * @param historyFrom start of the first step that is looked at
 * @param steps starts of the steps to come, the running one first
 * @param end of the last of them
 * @param periodFrom where the period began whose end is asked for
 * @param windowFrom start of the window whose mix of usage is carried forward; it ends where the running step begins
 * @param windowSteps in it
 */
public record OutlookTimes(
        Step step,
        ZonedDateTime at,
        ZonedDateTime historyFrom,
        List<ZonedDateTime> steps,
        ZonedDateTime end,
        ZonedDateTime periodFrom,
        ZonedDateTime windowFrom,
        int windowSteps) {
    private static final int DAYS_OF_HISTORY = 182;
    private static final int DAYS_OF_HOURLY_HISTORY = 28;
    private static final int MOST_DAYS_OF_HISTORY = 731;
    private static final int MOST_DAYS_OF_HOURLY_HISTORY = 92;
    private static final int DAYS_OF_WINDOW = 28;
    private static final long QUARTER_HOUR_SECONDS = 900;

    static OutlookTimes of(OutlookQuestion question) {
        ZonedDateTime at = question.at().atZone(question.zone());
        ZonedDateTime running = question.step() == Step.HOUR
                ? at.truncatedTo(ChronoUnit.HOURS)
                : at.toLocalDate().atStartOfDay(question.zone());
        Horizon.Reach reach = question.horizon().reach(running, at, question.step());
        ZonedDateTime from = historyFrom(question, running);
        Interval interval = interval(question.step());
        ZonedDateTime window = running.minusDays(DAYS_OF_WINDOW);
        ZonedDateTime windowFrom = window.isBefore(from) ? from : window;
        return new OutlookTimes(
                question.step(),
                at,
                from,
                interval.startsIn(new Period(running.toInstant(), reach.to().toInstant(), question.zone())),
                reach.to(),
                reach.from(),
                windowFrom,
                interval.startsIn(new Period(windowFrom.toInstant(), running.toInstant(), question.zone()))
                        .size());
    }

    private static ZonedDateTime historyFrom(OutlookQuestion question, ZonedDateTime running) {
        boolean hourly = question.step() == Step.HOUR;
        LocalDate today = running.toLocalDate();
        LocalDate from = question.from();
        if (from == null) {
            from = today.minusDays(hourly ? DAYS_OF_HOURLY_HISTORY : DAYS_OF_HISTORY);
        }
        int most = hourly ? MOST_DAYS_OF_HOURLY_HISTORY : MOST_DAYS_OF_HISTORY;
        if (!from.isBefore(today) || from.isBefore(today.minusDays(most))) {
            throw ReportError.PERIOD_INVALID.because("from " + from + " is not within the " + most + " days before "
                    + today + ", which step=" + question.step().id() + " looks back on");
        }
        return from.atStartOfDay(running.getZone());
    }

    static Interval interval(Step step) {
        return step == Step.HOUR ? Interval.HOUR : Interval.DAY;
    }

    /** Start of the running step, which is the end of the history. */
    public ZonedDateTime running() {
        return steps.getFirst();
    }

    /** The end of a step to come. */
    ZonedDateTime endOf(int i) {
        return i + 1 < steps.size() ? steps.get(i + 1) : end;
    }

    /** From when on there is something to come of a step: of the running one from now on. */
    ZonedDateTime comingFrom(int i) {
        return i == 0 ? at : steps.get(i);
    }

    /** The next quarter of an hour: all that was used until now is before it. */
    Instant observedUntil() {
        long quarters =
                Math.ceilDiv(Duration.between(Instant.EPOCH, at.toInstant()).toMillis(), QUARTER_HOUR_SECONDS * 1000);
        Instant until = Instant.ofEpochSecond(quarters * QUARTER_HOUR_SECONDS);
        return until.isAfter(end.toInstant()) ? end.toInstant() : until;
    }
}
