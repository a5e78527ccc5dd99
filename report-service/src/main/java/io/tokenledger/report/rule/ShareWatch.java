package io.tokenledger.report.rule;

import io.tokenledger.report.alert.Alert;
import io.tokenledger.report.alert.AlertKey;
import io.tokenledger.report.alert.AlertKind;
import io.tokenledger.report.alert.AlertPeriod;
import io.tokenledger.report.alert.Finding;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whether too much of what was counted is bad. Pure. It fires at most once a day of UTC, and for as long as it lasts. It is
 * over when none in the window is bad, or the share is down to four fifths of what is allowed: a share that swings around
 * the border does not fire again and again.
 *
 * @param over what is allowed
 * @param least fewer in the window say nothing
 * @param bad what is counted, as the figures name it; so {@code all}
 * @param window of the figures, by the unit of its length
 */
record ShareWatch(BigDecimal over, long least, String bad, String all, Map<String, String> window) {
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final BigDecimal CALM = new BigDecimal("0.8");

    static ShareWatch of(Condition.UnpricedShare share) {
        return new ShareWatch(
                share.over(),
                share.minRequests(),
                "unpriced",
                "requests",
                Map.of("minutes", String.valueOf(share.minutes())));
    }

    static ShareWatch of(Condition.RejectedShare share) {
        return new ShareWatch(
                share.over(),
                share.minEvents(),
                "rejected",
                "received",
                Map.of("hours", String.valueOf(share.hours())));
    }

    Evaluation evaluate(AlertRule rule, ShareSeen seen, List<Alert> firing, Instant now) {
        Instant next = now.plus(EVERY);
        Map<String, String> saw = figures(seen);
        boolean enough = seen.all() >= least;
        if (enough && seen.share().compareTo(over) > 0) {
            return new Evaluation(
                    Evaluation.Outcome.FIRING,
                    List.of(finding(rule, seen, saw, firing, now)),
                    List.of(),
                    said(seen),
                    saw,
                    next);
        }
        boolean calm = seen.bad() <= 0 || (enough && seen.share().compareTo(over.multiply(CALM)) <= 0);
        if (!firing.isEmpty() && !calm) {
            return new Evaluation(
                    Evaluation.Outcome.FIRING, List.of(), List.of(), said(seen) + "; not yet calm", saw, next);
        }
        List<Evaluation.Settled> settled = firing.stream()
                .map(alert -> new Evaluation.Settled(alert.id(), said(seen)))
                .toList();
        return enough
                ? new Evaluation(Evaluation.Outcome.QUIET, List.of(), settled, said(seen), saw, next)
                : new Evaluation(
                        Evaluation.Outcome.UNKNOWN,
                        List.of(),
                        settled,
                        said(seen) + "; fewer than " + least + " say nothing",
                        saw,
                        next);
    }

    private Finding finding(AlertRule rule, ShareSeen seen, Map<String, String> saw, List<Alert> firing, Instant now) {
        AlertKey key = firing.isEmpty()
                ? rule.key(now.truncatedTo(ChronoUnit.DAYS))
                : firing.getFirst().finding().key();
        return new Finding(
                key,
                rule.severity(),
                rule.subject(),
                rule.scope(),
                new AlertPeriod(seen.from(), seen.to(), ZoneId.of("UTC")),
                saw,
                Objects.requireNonNullElse(seen.since(), now),
                null,
                seen.contributors(),
                rule.channels());
    }

    private Map<String, String> figures(ShareSeen seen) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put(bad, String.valueOf(seen.bad()));
        figures.put(all, String.valueOf(seen.all()));
        figures.put("percent", seen.percent());
        figures.put("over", ShareSeen.percent(over));
        figures.putAll(window);
        return figures;
    }

    private String said(ShareSeen seen) {
        return seen.bad() + " of " + seen.all() + " "
                + (kind() == AlertKind.UNPRICED_SHARE ? "requests have no price" : "events were rejected") + " ("
                + seen.percent() + " %, allowed are " + ShareSeen.percent(over) + " %)";
    }

    private AlertKind kind() {
        return bad.equals("unpriced") ? AlertKind.UNPRICED_SHARE : AlertKind.REJECTED_SHARE;
    }
}
