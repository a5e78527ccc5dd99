package io.tokenledger.report.rejection;

import io.tokenledger.report.ledger.LedgerViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what pricing-service keeps of rejections, and which of them were sent again. */
@ApplicationScoped
class RejectionReader {
    private static final String REPORT = "rejected-events";

    private final LedgerViews ledger;

    RejectionReader(LedgerViews ledger) {
        this.ledger = ledger;
    }

    /** Which rejections; the place holders are those of {@link #bind}. */
    static final String WHICH = """
            FROM ledger.rejection r
            LEFT JOIN reporting.event_resubmission s ON s.tenant_id = r.tenant AND s.rejection_id = r.rejection_id
            WHERE (cardinality(?::text[]) = 0 OR r.tenant = ANY(?))
              AND (cardinality(?::text[]) = 0 OR r.code = ANY(?))
              AND (cardinality(?::text[]) = 0 OR r.event_source = ANY(?))
              AND (cardinality(?::text[]) = 0 OR r.event_type = ANY(?))
              AND (cardinality(?::text[]) = 0 OR r.topic = ANY(?))
              AND (cardinality(?::text[]) = 0 OR r.event_id = ANY(?))
              AND r.received_at >= coalesce(?, '-infinity'::timestamptz)
              AND r.received_at < coalesce(?, 'infinity'::timestamptz)
              AND (?::boolean IS NULL OR (s.rejection_id IS NOT NULL) = ?)
            """;

    static final String COLUMNS = """
            r.tenant, r.rejection_id, r.code, r.detail, r.topic, r.batch_index, r.event_source, r.event_id,
                   r.event_type, r.received_at, r.payload_bytes, r.payload, s.requested_at
            """;

    // Leans on rejected_event_received (received_at, tenant_id, rejection_id), read backwards from the cursor.
    private static final String PAGE = "SELECT " + COLUMNS + WHICH + """
              AND (r.received_at, r.tenant, r.rejection_id) < (coalesce(?, 'infinity'::timestamptz), ?, ?)
            ORDER BY r.received_at DESC, r.tenant DESC, r.rejection_id DESC
            LIMIT ?""";

    /** The latest first, after the cursor. */
    List<Rejection> page(RejectionQuestion question, @Nullable RejectionCursor after, int rows) {
        return ledger.read(REPORT, connection -> {
            try (PreparedStatement select = connection.prepareStatement(PAGE)) {
                int next = bind(select, question);
                instant(select, next++, after == null ? null : after.receivedAt());
                select.setString(next++, after == null ? "" : after.tenant());
                select.setString(next++, after == null ? "" : after.rejectionId());
                select.setInt(next, rows);
                var page = new ArrayList<Rejection>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        page.add(rejection(row));
                    }
                }
                return page;
            }
        });
    }

    private static final String COUNTS = """
            SELECT nullif(r.tenant, '') AS tenant, r.code, r.event_source, count(*) AS events,
                   count(s.rejection_id) AS resubmitted, min(r.received_at) AS first_at, max(r.received_at) AS last_at
            """ + WHICH + """
            GROUP BY r.tenant, r.code, r.event_source
            ORDER BY events DESC, r.tenant, r.code, r.event_source
            LIMIT ?""";

    /** By tenant, code and source, the most first. */
    List<RejectionCount> counts(RejectionQuestion question, int rows) {
        return ledger.read(REPORT, connection -> {
            try (PreparedStatement select = connection.prepareStatement(COUNTS)) {
                select.setInt(bind(select, question), rows);
                var counts = new ArrayList<RejectionCount>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        counts.add(new RejectionCount(
                                row.getString("tenant"),
                                row.getString("code"),
                                row.getString("event_source"),
                                row.getLong("events"),
                                row.getLong("resubmitted"),
                                row.getObject("first_at", OffsetDateTime.class).toInstant(),
                                row.getObject("last_at", OffsetDateTime.class).toInstant()));
                    }
                }
                return counts;
            }
        });
    }

    /** Sets the place holders of {@link #WHICH}; the number of the next one. */
    static int bind(PreparedStatement select, RejectionQuestion question) throws SQLException {
        int next = 1;
        Connection connection = select.getConnection();
        for (List<String> values : List.of(
                question.tenants(),
                question.codes(),
                question.sources(),
                question.types(),
                question.topics(),
                question.eventIds())) {
            var array = connection.createArrayOf("text", values.toArray());
            select.setArray(next++, array);
            select.setArray(next++, array);
        }
        instant(select, next++, question.from());
        instant(select, next++, question.to());
        select.setObject(next++, question.resubmitted(), Types.BOOLEAN);
        select.setObject(next++, question.resubmitted(), Types.BOOLEAN);
        return next;
    }

    private static void instant(PreparedStatement select, int at, @Nullable Instant instant) throws SQLException {
        select.setObject(at, instant == null ? null : instant.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    /** A row of {@link #COLUMNS}. */
    static Rejection rejection(ResultSet row) throws SQLException {
        OffsetDateTime resubmitted = row.getObject("requested_at", OffsetDateTime.class);
        return new Rejection(
                row.getString("tenant"),
                row.getString("rejection_id"),
                row.getString("code"),
                row.getString("detail"),
                row.getString("topic"),
                row.getInt("batch_index"),
                row.getString("event_source"),
                row.getString("event_id"),
                row.getString("event_type"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getLong("payload_bytes"),
                row.getString("payload"),
                resubmitted == null ? null : resubmitted.toInstant());
    }
}
