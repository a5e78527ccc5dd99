package io.tokenledger.report.alert;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which alerts are asked for; what is empty does not matter.
 *
 * @param state {@code firing} or {@code resolved}
 * @param subject a budget or a rule
 * @param from fired then or later
 * @param to fired before
 * @param after only those that come behind this one
 * @param limit at most so many
 */
public record AlertQuery(
        Optional<String> tenant,
        Optional<String> state,
        Optional<AlertKind> kind,
        Optional<UUID> subject,
        Optional<Severity> severity,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<UUID> after,
        int limit) {

    /** The same of one state. */
    public AlertQuery in(String otherState) {
        return new AlertQuery(tenant, Optional.of(otherState), kind, subject, severity, from, to, after, limit);
    }

    /** The same for so many. */
    public AlertQuery limitedTo(int rows) {
        return new AlertQuery(tenant, state, kind, subject, severity, from, to, after, rows);
    }
}
