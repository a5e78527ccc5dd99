package io.tokenledger.report.rule;

import io.tokenledger.report.alert.Contributor;
import io.tokenledger.report.ledger.LedgerViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How much of what came in within the last hours of receipt was rejected, and why. */
@ApplicationScoped
class RejectedReader {
    private static final String REPORT = "alert-rules";

    private final LedgerViews ledger;

    RejectedReader(LedgerViews ledger) {
        this.ledger = ledger;
    }

    /** The running hour of UTC and those before it, so many in all. */
    ShareSeen seen(String tenant, int hours, Instant now) {
        Instant running = now.truncatedTo(ChronoUnit.HOURS);
        Instant from = running.minus(hours - 1L, ChronoUnit.HOURS);
        Instant to = running.plus(1, ChronoUnit.HOURS);
        return ledger.read(REPORT, connection -> seen(connection, tenant, from, to));
    }

    // Leans on intake_count_pkey (tenant_id, received_hour, …).
    private static final String COUNTED = """
            SELECT coalesce(sum(rejected), 0)::bigint AS rejected,
                   coalesce(sum(priced + unpriced + duplicates + conflicts + rejected), 0)::bigint AS received,
                   min(received_hour) FILTER (WHERE rejected > 0) AS since
            FROM ledger.intake
            WHERE tenant = ? AND received_hour >= ? AND received_hour < ?
            """;

    private static ShareSeen seen(Connection connection, String tenant, Instant from, Instant to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNTED)) {
            bind(select, tenant, from, to);
            ResultSet found = select.executeQuery();
            found.next();
            long rejected = found.getLong("rejected");
            OffsetDateTime since = found.getObject("since", OffsetDateTime.class);
            return new ShareSeen(
                    rejected,
                    found.getLong("received"),
                    from,
                    to,
                    since == null ? null : since.toInstant(),
                    rejected == 0 ? List.of() : reasons(connection, tenant, from, to, rejected));
        }
    }

    // From and to are whole hours, so these are the events that the hourly counts hold. Leans on rejected_event_pkey by
    // the tenant.
    private static final String REASONS = """
            SELECT code, count(*) AS events
            FROM ledger.rejection
            WHERE tenant = ? AND received_at >= ? AND received_at < ?
            GROUP BY code
            ORDER BY events DESC, code
            LIMIT 3
            """;

    private static List<Contributor> reasons(
            Connection connection, String tenant, Instant from, Instant to, long rejected) throws SQLException {
        List<Contributor> reasons = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(REASONS)) {
            bind(select, tenant, from, to);
            ResultSet found = select.executeQuery();
            while (found.next()) {
                BigDecimal events = BigDecimal.valueOf(found.getLong("events"));
                reasons.add(new Contributor(
                        Map.of("code", found.getString("code")),
                        events.toPlainString(),
                        "requests",
                        events.divide(BigDecimal.valueOf(rejected), 4, RoundingMode.HALF_EVEN)
                                .min(BigDecimal.ONE)
                                .toPlainString()));
            }
        }
        return reasons;
    }

    private static void bind(PreparedStatement select, String tenant, Instant from, Instant to) throws SQLException {
        select.setString(1, tenant);
        select.setObject(2, from.atOffset(ZoneOffset.UTC));
        select.setObject(3, to.atOffset(ZoneOffset.UTC));
    }
}
