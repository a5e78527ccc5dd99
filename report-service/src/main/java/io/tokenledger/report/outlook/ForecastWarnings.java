package io.tokenledger.report.outlook;

import io.tokenledger.report.alert.Alert;
import io.tokenledger.report.alert.AlertKey;
import io.tokenledger.report.alert.AlertKind;
import io.tokenledger.report.alert.AlertPeriod;
import io.tokenledger.report.alert.Contributor;
import io.tokenledger.report.alert.Finding;
import io.tokenledger.report.alert.Severity;
import io.tokenledger.report.alert.Subject;
import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.outlook.BudgetForecast.Exhaustion;
import io.tokenledger.report.outlook.BudgetForecast.Said;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody should know of a budget's forecast: that it crosses a part of the limit, or that the budget is going to be
 * used up soon. Where nothing is said nothing is known to be over either, so nothing is raised and nothing settled. Pure.
 */
final class ForecastWarnings {
    static final Set<AlertKind> KINDS = EnumSet.of(AlertKind.BUDGET_FORECAST, AlertKind.BUDGET_EXHAUSTION);
    static final String PERIOD_OVER = "the period is over";

    private static final int PERCENT_PLACES = 2;

    private final BudgetStanding standing;
    private final BudgetForecast forecast;
    private final List<Contributor> contributors;
    private final List<Alert> firing;

    /** An alert that is no longer so, and why, for people. */
    record Settled(UUID alert, String why) {}

    /**
     * @param raised what is so, whether or not it was found before
     */
    record Decision(List<Finding> raised, List<Settled> settled) {
        boolean isWarned() {
            return !raised.isEmpty();
        }
    }

    /**
     * @param firing alerts of the budget
     */
    ForecastWarnings(
            BudgetStanding standing, BudgetForecast forecast, List<Contributor> contributors, List<Alert> firing) {
        this.standing = standing;
        this.forecast = forecast;
        this.contributors = contributors;
        this.firing =
                firing.stream().filter(alert -> KINDS.contains(alert.kind())).toList();
    }

    /** Empty-handed where nothing is said: what fires goes on firing. */
    Decision decide() {
        Said said = forecast.said();
        List<Finding> raised = new ArrayList<>();
        if (said != null) {
            thresholds().forEach(part -> addIfCrossed(raised, said, part));
            addIfSoon(raised, said);
        }
        Set<UUID> so = raised.stream().map(finding -> finding.key().id()).collect(Collectors.toSet());
        List<Settled> settled = new ArrayList<>();
        for (Alert alert : firing) {
            String why = so.contains(alert.id()) ? null : why(alert.finding().key(), said);
            if (why != null) {
                settled.add(new Settled(alert.id(), why));
            }
        }
        return new Decision(raised, settled);
    }

    /** Why an alert that was not found again is over; null: it is not known to be. */
    private @Nullable String why(AlertKey key, @Nullable Said said) {
        if (!key.periodStart().equals(forecast.periodStart())) {
            return PERIOD_OVER;
        }
        boolean asked = key.kind() == AlertKind.BUDGET_EXHAUSTION
                ? key.rule().equals(exhaustionRule())
                : thresholds().stream().anyMatch(part -> key.rule().equals(rule(part)));
        if (!asked) {
            return "the limit or the threshold is another";
        }
        return said == null ? null : "it is no longer expected";
    }

    private List<BigDecimal> thresholds() {
        return standing.budget().alarms().forecastThresholds().stream()
                .map(text -> new BigDecimal(text).stripTrailingZeros())
                .distinct()
                .sorted()
                .toList();
    }

    private void addIfCrossed(List<Finding> raised, Said said, BigDecimal part) {
        BigDecimal threshold = part.multiply(new BigDecimal(standing.limit()));
        boolean crossed = standing.limit().signum() == 0
                ? said.point().signum() > 0
                : new BigDecimal(said.point()).compareTo(threshold) >= 0;
        if (crossed) {
            Map<String, String> figures = figures(said);
            figures.put("threshold", part.toPlainString());
            raised.add(finding(AlertKind.BUDGET_FORECAST, rule(part), figures));
        }
    }

    private void addIfSoon(List<Finding> raised, Said said) {
        Integer days = standing.budget().alarms().exhaustionDays();
        Exhaustion exhaustion = said.exhaustion();
        Instant at = exhaustion.at();
        String rule = exhaustionRule();
        if (days != null
                && rule != null
                && at != null
                && !at.isAfter(forecast.computedAt().plus(Duration.ofDays(days)))) {
            Map<String, String> figures = figures(said);
            figures.put("exhausted_at", at.toString());
            put(figures, "exhausted_from", exhaustion.from());
            put(figures, "exhausted_to", exhaustion.to());
            figures.put("days", String.valueOf(days));
            raised.add(finding(AlertKind.BUDGET_EXHAUSTION, rule, figures));
        }
    }

    private String rule(BigDecimal part) {
        return part.toPlainString() + " of " + exact(standing.amount()) + " " + standing.unit() + sinceRevision();
    }

    /** Null: nobody asked to be told. */
    private @Nullable String exhaustionRule() {
        Integer days = standing.budget().alarms().exhaustionDays();
        return days == null
                ? null
                : "within " + days + " days of " + exact(standing.amount()) + " " + standing.unit() + sinceRevision();
    }

    /** A budget that counts something else than before is told anew. */
    private String sinceRevision() {
        return standing.measuredSince() == 1 ? "" : " since revision " + standing.measuredSince();
    }

    private Map<String, String> figures(Said said) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("forecast", exact(said.point()));
        figures.put("forecast_low", exact(said.ranges().eighty().low()));
        figures.put("forecast_high", exact(said.ranges().eighty().high()));
        figures.put("limit", exact(standing.limit()));
        if (standing.limit().signum() > 0) {
            figures.put(
                    "percent",
                    new BigDecimal(said.point())
                            .movePointRight(2)
                            .divide(new BigDecimal(standing.limit()), PERCENT_PLACES, RoundingMode.HALF_EVEN)
                            .toPlainString());
        }
        BigInteger used = forecast.used();
        if (used != null) {
            figures.put("spent", exact(used));
        }
        figures.put(standing.isOfTokens() ? "unit" : "currency", standing.unit());
        figures.put("method", said.method());
        return figures;
    }

    private static void put(Map<String, String> figures, String name, @Nullable Instant instant) {
        if (instant != null) {
            figures.put(name, instant.toString());
        }
    }

    private String exact(BigInteger amount) {
        return standing.isOfTokens() ? amount.toString() : Money.exact(amount);
    }

    private Finding finding(AlertKind kind, String rule, Map<String, String> figures) {
        Budget budget = standing.budget();
        var key = new AlertKey(budget.tenant(), kind, budget.id(), rule, forecast.periodStart());
        Instant since = firing.stream()
                .filter(alert -> alert.id().equals(key.id()))
                .map(alert -> alert.finding().since())
                .findFirst()
                .orElse(forecast.computedAt());
        return new Finding(
                key,
                Severity.WARNING,
                new Subject("budget", budget.id(), budget.name()),
                budget.scope(),
                new AlertPeriod(forecast.periodStart(), forecast.periodEnd(), budget.zone()),
                figures,
                since,
                null,
                contributors,
                budget.alarms().channels());
    }
}
