package io.tokenledger.report.rule;

import io.tokenledger.report.alert.Alert;
import io.tokenledger.report.alert.AlertKey;
import io.tokenledger.report.alert.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a tenant has fallen silent. Pure. Each silence is an alert of its own, known by the last booking before it; it
 * is over when something is booked. Who never sent anything is not silent.
 */
final class IngestSilence {
    private static final Duration EVERY = Duration.ofSeconds(15);

    private IngestSilence() {}

    static Evaluation of(
            AlertRule rule,
            Condition.IngestSilent condition,
            Optional<Instant> lastBooked,
            List<Alert> firing,
            Instant now) {
        Instant next = now.plus(EVERY);
        if (lastBooked.isEmpty()) {
            return Evaluation.unknown("nothing was ever booked: who never sent anything is not silent", Map.of(), next);
        }
        Instant last = lastBooked.get();
        long minutes = Math.max(0, Duration.between(last, now).toMinutes());
        Map<String, String> saw = new LinkedHashMap<>();
        saw.put("last_booked_at", last.toString());
        saw.put("minutes", String.valueOf(minutes));
        boolean silent = Duration.between(last, now).compareTo(Duration.ofMinutes(condition.minutes())) > 0;
        if (silent) {
            return new Evaluation(
                    Evaluation.Outcome.FIRING,
                    List.of(finding(rule, condition, last, saw, firing)),
                    List.of(),
                    "nothing was booked for " + minutes + " minutes; " + condition.minutes() + " are allowed",
                    saw,
                    next);
        }
        return new Evaluation(
                Evaluation.Outcome.QUIET,
                List.of(),
                firing.stream()
                        .map(alert -> new Evaluation.Settled(alert.id(), "something was booked at " + last))
                        .toList(),
                "something was booked " + minutes + " minutes ago; " + condition.minutes() + " are allowed",
                saw,
                next);
    }

    /** A silence that goes on stays the alert that it is, also where the last booking is no longer known to the second. */
    private static Finding finding(
            AlertRule rule,
            Condition.IngestSilent condition,
            Instant last,
            Map<String, String> saw,
            List<Alert> firing) {
        AlertKey key =
                firing.isEmpty() ? rule.key(last) : firing.getFirst().finding().key();
        return new Finding(
                key,
                rule.severity(),
                rule.subject(),
                rule.scope(),
                null,
                saw,
                last.plus(Duration.ofMinutes(condition.minutes())),
                null,
                List.of(),
                rule.channels());
    }
}
