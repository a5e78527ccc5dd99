package io.tokenledger.report.rule;

import io.tokenledger.report.forecast.Forecaster;
import io.tokenledger.report.forecast.History;
import io.tokenledger.report.forecast.Step;
import io.tokenledger.report.period.Interval;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Usage;
import io.tokenledger.report.usage.UsageAnswer;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.usage.UsageReader;
import io.tokenledger.report.usage.UsageRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What hours brought, and what was expected of them. What was expected is remembered for a quarter of an hour: it follows
 * from the hours before, which hardly change, and the running hour is looked at every minute.
 */
@ApplicationScoped
class AnomalyReader {
    private static final String REPORT = "alert-rules";
    private static final int WEEKS = 8;
    private static final int MAX_ROWS = 10_000;
    private static final int WEEKS_COMPARED = 4;
    private static final List<Dimension> BY_HOUR = List.of(new Dimension.Calendar(Interval.HOUR));
    private static final List<Dimension> BY_APP_AND_MODEL = List.of(Dimension.Attribute.APP, Dimension.Attribute.MODEL);

    private final UsageReader usage;
    private final Forecaster forecaster = new Forecaster();
    private final Map<UUID, Remembered> remembered = new ConcurrentHashMap<>();

    AnomalyReader(UsageReader usage) {
        this.usage = usage;
    }

    private record Remembered(int revision, Instant quarterHour, Map<Instant, Expectation> byHour) {
        boolean serves(AlertRule rule, Instant quarterHour, List<ZonedDateTime> hours) {
            return revision == rule.revision()
                    && this.quarterHour.equals(quarterHour)
                    && hours.stream().allMatch(hour -> byHour.containsKey(hour.toInstant()));
        }
    }

    /** Each of the hours, which follow each other. */
    List<HourSeen> hours(AlertRule rule, Condition.SpendAnomaly condition, List<ZonedDateTime> hours, Instant now) {
        Instant quarterHour = Instant.ofEpochSecond(now.getEpochSecond() / 900 * 900);
        Remembered known = remembered.get(rule.id());
        ZonedDateTime first = hours.getFirst();
        ZonedDateTime end = hours.getLast().plusHours(1);
        if (known != null && known.serves(rule, quarterHour, hours)) {
            Map<Instant, Optional<BigDecimal>> amounts = amounts(rule, condition, first, end);
            return seen(hours, amounts, known.byHour());
        }
        ZonedDateTime start = first.minusWeeks(WEEKS);
        Map<Instant, Optional<BigDecimal>> amounts = amounts(rule, condition, start, end);
        Map<Instant, Expectation> expected = new HashMap<>();
        for (ZonedDateTime hour : hours) {
            expected.put(hour.toInstant(), Expectation.after(history(start, hour, amounts), condition, forecaster));
        }
        remembered.put(rule.id(), new Remembered(rule.revision(), quarterHour, Map.copyOf(expected)));
        return seen(hours, amounts, expected);
    }

    private static List<HourSeen> seen(
            List<ZonedDateTime> hours, Map<Instant, Optional<BigDecimal>> amounts, Map<Instant, Expectation> expected) {
        return hours.stream()
                .map(hour -> new HourSeen(
                        hour,
                        amounts.getOrDefault(hour.toInstant(), Optional.of(BigDecimal.ZERO))
                                .orElse(null),
                        Objects.requireNonNull(expected.get(hour.toInstant()))))
                .toList();
    }

    /** From the first hour that has usage; what has no price is not known, which is not nothing. */
    static History history(ZonedDateTime start, ZonedDateTime end, Map<Instant, Optional<BigDecimal>> amounts) {
        ZonedDateTime first = start;
        while (first.isBefore(end) && !amounts.containsKey(first.toInstant())) {
            first = first.plusHours(1);
        }
        int length = (int) ChronoUnit.HOURS.between(first, end);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = amounts.getOrDefault(first.plusHours(i).toInstant(), Optional.of(BigDecimal.ZERO))
                    .map(amount -> Math.max(0, amount.doubleValue())) // a correction can bring an hour below nothing
                    .orElse(Double.NaN);
        }
        return History.of(Step.HOUR, first, values);
    }

    /** By the beginnings of hours that have usage; empty: what it costs is not known. */
    private Map<Instant, Optional<BigDecimal>> amounts(
            AlertRule rule, Condition.SpendAnomaly condition, ZonedDateTime from, ZonedDateTime to) {
        Map<Instant, Optional<BigDecimal>> amounts = new HashMap<>();
        for (UsageRow row :
                answers(rule, condition, List.of(from), List.of(to), BY_HOUR).getFirst()) {
            Instant hour = OffsetDateTime.parse(
                            Objects.requireNonNull(row.group().getFirst()))
                    .toInstant();
            amounts.put(hour, amount(row.usage(), condition.currency()));
        }
        return amounts;
    }

    /** What apps and models brought in the hour, and in the same hour of weeks before; the hour itself first. */
    List<Map<Map<String, String>, BigDecimal>> sameHours(
            AlertRule rule, Condition.SpendAnomaly condition, ZonedDateTime hour) {
        List<ZonedDateTime> starts = new ArrayList<>();
        for (int week = 0; week <= WEEKS_COMPARED; week++) {
            starts.add(hour.minusWeeks(week));
        }
        List<ZonedDateTime> ends =
                starts.stream().map(start -> start.plusHours(1)).toList();
        List<Map<Map<String, String>, BigDecimal>> weeks = new ArrayList<>();
        for (List<UsageRow> rows : answers(rule, condition, starts, ends, BY_APP_AND_MODEL)) {
            Map<Map<String, String>, BigDecimal> amounts = new HashMap<>();
            for (UsageRow row : rows) {
                amount(row.usage(), condition.currency())
                        .ifPresent(amount -> amounts.put(UnpricedReader.group(row), amount));
            }
            weeks.add(amounts);
        }
        return weeks;
    }

    private List<List<UsageRow>> answers(
            AlertRule rule,
            Condition.SpendAnomaly condition,
            List<ZonedDateTime> starts,
            List<ZonedDateTime> ends,
            List<Dimension> by) {
        @Nullable String currency = condition.currency();
        List<UsageQuery> questions = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            Period period = new Period(starts.get(i).toInstant(), ends.get(i).toInstant(), condition.zone());
            questions.add(new UsageQuery(period, by, rule.filters(), currency == null ? "USD" : currency));
        }
        return currency == null
                ? usage.countTogether(REPORT, questions, MAX_ROWS)
                : usage.readTogether(REPORT, questions, MAX_ROWS).stream()
                        .map(UsageAnswer::rows)
                        .toList();
    }

    private static Optional<BigDecimal> amount(Usage used, @Nullable String currency) {
        return currency == null
                ? Optional.of(BigDecimal.valueOf(Math.addExact(used.inputTokens(), used.outputTokens())))
                : used.knownCostPico().map(pico -> new BigDecimal(pico, 12));
    }
}
