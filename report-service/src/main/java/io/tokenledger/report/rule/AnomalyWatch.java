package io.tokenledger.report.rule;

import io.tokenledger.report.alert.Alert;
import io.tokenledger.report.alert.AlertKey;
import io.tokenledger.report.alert.AlertPeriod;
import io.tokenledger.report.alert.Contributor;
import io.tokenledger.report.alert.Finding;
import io.tokenledger.report.rule.Condition.Direction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes through hours, one after the other. An unusual hour begins an alert, which is known by that hour; further unusual
 * hours are the same alert; the first complete hour within the interval ends it. Pure but for the explanation.
 */
final class AnomalyWatch {
    private static final Duration EVERY = Duration.ofSeconds(60);

    private final AlertRule rule;
    private final Condition.SpendAnomaly condition;
    private final Explaining explaining;
    private final Instant now;
    private final Map<AlertKey, Finding> findings = new LinkedHashMap<>();
    private final List<Evaluation.Settled> settled = new ArrayList<>();
    private final List<AlertKey> open = new ArrayList<>();

    /** Who brought it. Asked only where there is something to explain. */
    @FunctionalInterface
    interface Explaining {
        List<Contributor> of(HourSeen hour, boolean above);
    }

    AnomalyWatch(AlertRule rule, Condition.SpendAnomaly condition, Explaining explaining, Instant now) {
        this.rule = rule;
        this.condition = condition;
        this.explaining = explaining;
        this.now = now;
    }

    /**
     * @param hours in order: complete ones, the running one last
     * @param firing the rule's alerts, the oldest first
     */
    Evaluation evaluate(List<HourSeen> hours, List<Alert> firing) {
        firing.forEach(alert -> open.add(alert.finding().key()));
        hours.forEach(this::look);
        HourSeen running = hours.getLast();
        Map<String, String> saw = saw(hours);
        Instant next = now.plus(EVERY);
        if (running.expected() instanceof Expectation.Unknown(String why)) {
            return new Evaluation(Evaluation.Outcome.UNKNOWN, List.copyOf(findings.values()), settled, why, saw, next);
        }
        return new Evaluation(
                open.isEmpty() ? Evaluation.Outcome.QUIET : Evaluation.Outcome.FIRING,
                List.copyOf(findings.values()),
                settled,
                open.isEmpty()
                        ? "nothing unusual"
                        : "unusual since " + open.getFirst().periodStart(),
                saw,
                next);
    }

    private void look(HourSeen hour) {
        BigDecimal observed = hour.observed();
        if (observed == null || !(hour.expected() instanceof Expectation.Interval interval)) {
            return;
        }
        if (interval.isAbove(observed, condition)) {
            found(hour, observed, interval, true);
        } else if (condition.direction() == Direction.BOTH
                && hour.isSettled(now)
                && interval.isBelow(observed, condition)) {
            found(hour, observed, interval, false);
        } else if (hour.isOver(now) && interval.isCalm(observed, condition)) {
            calm(hour);
        }
    }

    private void found(HourSeen hour, BigDecimal observed, Expectation.Interval interval, boolean above) {
        AlertKey key = open.isEmpty() ? rule.key(above ? "above" : "below", hour.from()) : open.getFirst();
        if (open.isEmpty()) {
            open.add(key);
        }
        findings.put(
                key,
                new Finding(
                        key,
                        rule.severity(),
                        rule.subject(),
                        rule.scope(),
                        new AlertPeriod(hour.from(), hour.to(), condition.zone()),
                        figures(hour, observed, interval),
                        hour.from(),
                        null,
                        explaining.of(hour, above),
                        rule.channels()));
    }

    /** Ends what began in this hour or before it: an alert of a later hour is not over because of an earlier one. */
    private void calm(HourSeen hour) {
        for (AlertKey key : List.copyOf(open)) {
            if (!key.periodStart().isAfter(hour.from())) {
                open.remove(key);
                settled.add(new Evaluation.Settled(
                        key.id(), "the hour of " + hour.start().toLocalDateTime() + " was as expected"));
            }
        }
    }

    private Map<String, String> figures(HourSeen hour, @Nullable BigDecimal observed, Expectation.Interval interval) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("hour", hour.from().toString());
        if (observed != null) {
            figures.put("observed", LedgerSumsReader.plain(observed));
            figures.put("excess", LedgerSumsReader.plain(observed.subtract(interval.point())));
        }
        figures.put("expected", LedgerSumsReader.plain(interval.point()));
        figures.put("expected_low", LedgerSumsReader.plain(interval.low()));
        figures.put("expected_high", LedgerSumsReader.plain(interval.high()));
        figures.put("interval", condition.percent());
        figures.put("method", interval.method());
        figures.put(condition.currency() == null ? "unit" : "currency", condition.unit());
        return figures;
    }

    private Map<String, String> saw(List<HourSeen> hours) {
        Map<String, String> saw = new LinkedHashMap<>();
        HourSeen running = hours.getLast();
        if (running.expected() instanceof Expectation.Interval interval) {
            saw.putAll(figures(running, running.observed(), interval));
        }
        if (hours.size() > 1) {
            saw.put(
                    SpendHours.COMPLETE_THROUGH,
                    hours.get(hours.size() - 2).from().toString());
        }
        return saw;
    }
}
