package io.tokenledger.report.rule;

import io.tokenledger.report.alert.Alert;
import io.tokenledger.report.alert.AlertPeriod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How each kind of rule is asked: what it reads, and what is made of it. Changes nothing. */
final class RuleEvaluators {
    private static final long QUARTER_HOUR_SECONDS = 900;
    private static final Duration LATE = Duration.ofMinutes(5);

    private final SilenceReader silences;
    private final UnpricedReader unpriced;
    private final RejectedReader rejected;
    private final LedgerSumsReader sums;
    private final Iterable<? extends DriftSource> driftSources;
    private final AnomalyReader anomalies;

    RuleEvaluators(
            SilenceReader silences,
            UnpricedReader unpriced,
            RejectedReader rejected,
            LedgerSumsReader sums,
            Iterable<? extends DriftSource> driftSources,
            AnomalyReader anomalies) {
        this.silences = silences;
        this.unpriced = unpriced;
        this.rejected = rejected;
        this.sums = sums;
        this.driftSources = driftSources;
        this.anomalies = anomalies;
    }

    /**
     * @param firing the rule's alerts that are firing by what it takes for too much now, the oldest first
     * @param status what it said last; empty: it was never asked
     */
    Evaluation evaluate(AlertRule rule, List<Alert> firing, Optional<RuleStatus> status, Instant now) {
        return switch (rule.condition()) {
            case Condition.IngestSilent silent ->
                IngestSilence.of(rule, silent, silences.lastBooked(rule), firing, now);
            case Condition.UnpricedShare share ->
                ShareWatch.of(share).evaluate(rule, unpriced.seen(rule, share.minutes(), now), firing, now);
            case Condition.RejectedShare share ->
                ShareWatch.of(share).evaluate(rule, rejected.seen(rule.tenant(), share.hours(), now), firing, now);
            case Condition.LedgerDrift() -> drift(rule, firing, now);
            case Condition.SpendAnomaly anomaly ->
                new AnomalyWatch(
                                rule,
                                anomaly,
                                (hour, above) -> Explanation.of(
                                        anomalies.sameHours(rule, anomaly, hour.start()), anomaly.unit(), above),
                                now)
                        .evaluate(
                                anomalies.hours(rule, anomaly, SpendHours.of(status, anomaly.zone(), now), now),
                                firing);
        };
    }

    /** The last quarter of an hour that is over, and those of which alerts are firing; and what others know of. */
    private Evaluation drift(AlertRule rule, List<Alert> firing, Instant now) {
        Instant end = Instant.ofEpochSecond(
                Math.floorDiv(now.minus(LATE).getEpochSecond(), QUARTER_HOUR_SECONDS) * QUARTER_HOUR_SECONDS);
        Instant from = end.minusSeconds(QUARTER_HOUR_SECONDS);
        Set<Instant> starts = new LinkedHashSet<>(List.of(from));
        firing.stream()
                .filter(alert -> alert.finding().key().rule().endsWith(": " + LedgerSumsReader.WHAT))
                .map(alert -> alert.finding().period())
                .flatMap(period -> Optional.ofNullable(period).map(AlertPeriod::from).stream())
                .forEach(starts::add);
        List<Drift> drifts = new ArrayList<>();
        for (Instant start : starts) {
            drifts.addAll(sums.drifts(rule.tenant(), start, start.plusSeconds(QUARTER_HOUR_SECONDS)));
        }
        driftSources.forEach(source -> drifts.addAll(source.drifts(rule.tenant(), now)));
        return DriftWatch.of(
                rule,
                drifts,
                firing,
                from,
                now,
                end.plusSeconds(QUARTER_HOUR_SECONDS).plus(LATE));
    }
}
