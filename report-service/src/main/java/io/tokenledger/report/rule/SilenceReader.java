package io.tokenledger.report.rule;

import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When something of a tenant was booked last. What is booked later than it came in (late prices, repricings, charges) does not count. */
@ApplicationScoped
class SilenceReader {
    private static final String REPORT = "alert-rules";

    private final LedgerViews ledger;

    SilenceReader(LedgerViews ledger) {
        this.ledger = ledger;
    }

    /** Empty: nothing ever was. */
    Optional<Instant> lastBooked(AlertRule rule) {
        return ledger.read(REPORT, connection -> {
            Instant journalled = last(connection, JOURNALLED, rule);
            return Optional.ofNullable(journalled == null ? last(connection, SUMMED_UP, rule) : journalled);
        });
    }

    // The tenant's latest change that its consumers booked, which leans on usage_change's key; then that change's
    // entries,
    // which are found by usage_entry_pkey, since the change says from when to when they occurred.
    private static final String JOURNALLED = """
            SELECT max(e.booked_at) AS last_booked_at
            FROM (SELECT c.change_id, c.first_occurred_at, c.last_occurred_at
                  FROM ledger.usage_change_published c
                  JOIN ledger.dimension_published d ON d.tenant = c.tenant AND d.dimension_id = c.dimension_id
                  WHERE c.tenant = ? AND c.stream <> 'books' %s
                  ORDER BY c.change_id DESC
                  LIMIT 1) latest
            JOIN ledger.usage_by_entry e ON e.change_id = latest.change_id
            WHERE e.tenant = ? AND e.occurred_at >= latest.first_occurred_at AND e.occurred_at <= latest.last_occurred_at
            """;

    // The journal is kept for days only. What is older is known by the latest quarter of an hour that has usage: leans
    // on
    // usage_rollup_pkey and usage_entry_pkey.
    private static final String SUMMED_UP = """
            SELECT max(e.booked_at) AS last_booked_at
            FROM (SELECT max(d.bucket_start) AS bucket_start
                  FROM ledger.usage_by_quarter_hour d
                  WHERE d.tenant = ? %s) latest
            JOIN ledger.usage_by_entry e ON e.accounted_at >= latest.bucket_start
                AND e.accounted_at < latest.bucket_start + interval '15 minutes'
            WHERE e.tenant = ? AND e.entry_kind = 'usage'
            """;

    private static @Nullable Instant last(Connection connection, String sql, AlertRule rule) throws SQLException {
        String conditions = rule.scope().entrySet().stream()
                .map(part -> " AND " + condition(part))
                .reduce("", String::concat);
        try (PreparedStatement select = connection.prepareStatement(sql.formatted(conditions))) {
            int place = 1;
            select.setString(place++, rule.tenant());
            for (List<String> values : rule.scope().values()) {
                select.setArray(place++, connection.createArrayOf("text", values.toArray()));
            }
            select.setString(place, rule.tenant());
            ResultSet found = select.executeQuery();
            found.next();
            OffsetDateTime last = found.getObject("last_booked_at", OffsetDateTime.class);
            return last == null ? null : last.toInstant();
        }
    }

    /** The column comes from an enum; what is not attributed is null there and empty in a scope. */
    private static String condition(Map.Entry<String, List<String>> part) {
        if (new Filter(Dimension.named(part.getKey()), part.getValue()).dimension()
                instanceof Dimension.Attribute attribute) {
            return "coalesce(d." + attribute.column() + ", '') = ANY (?)";
        }
        throw new IllegalStateException("a rule of silence has the scope " + part.getKey());
    }
}
