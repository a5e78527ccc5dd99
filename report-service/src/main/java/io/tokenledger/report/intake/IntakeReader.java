package io.tokenledger.report.intake;

import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.problem.ReportError;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the counted states of what was received, and the reasons of what was rejected. */
@ApplicationScoped
public class IntakeReader {
    private static final int MAX_ROWS = 100_000;

    private final LedgerViews ledger;

    public IntakeReader(LedgerViews ledger) {
        this.ledger = ledger;
    }

    /** Both from one state of the ledger. */
    public Intake read(String report, IntakeQuery query) {
        return ledger.read(
                report, connection -> Intake.of(query, counted(connection, query), rejected(connection, query)));
    }

    /** The tenants from which anything was ever received, in order. */
    public List<String> tenants(String report) {
        return ledger.read(report, IntakeReader::tenants);
    }

    // Leans on intake_count_pkey (tenant_id, received_hour, …).
    private static final String COUNTED = """
            SELECT CASE WHEN ? THEN tenant END        AS tenant,
                   CASE WHEN ? THEN received_hour END AS received_hour,
                   sum(priced)::bigint     AS priced,
                   sum(unpriced)::bigint   AS unpriced,
                   sum(duplicates)::bigint AS duplicates,
                   sum(conflicts)::bigint  AS conflicts,
                   sum(rejected)::bigint   AS rejected
            FROM ledger.intake
            WHERE received_hour >= ? AND received_hour < ? AND (? OR tenant = ANY (?))
            GROUP BY 1, 2
            LIMIT ?
            """;

    private static List<Intake.Counted> counted(Connection connection, IntakeQuery query) throws SQLException {
        boolean byHour =
                query.groupBy().contains(IntakeQuery.HOUR) || query.groupBy().contains(IntakeQuery.DAY);
        List<Intake.Counted> counted = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COUNTED)) {
            statement.setBoolean(1, query.groupBy().contains(IntakeQuery.TENANT));
            statement.setBoolean(2, byHour);
            bind(connection, statement, 3, query);
            statement.setInt(7, MAX_ROWS + 1);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                OffsetDateTime hour = found.getObject("received_hour", OffsetDateTime.class);
                counted.add(new Intake.Counted(
                        found.getString("tenant"), hour == null ? null : hour.toInstant(), counts(found)));
            }
        }
        if (counted.size() > MAX_ROWS) {
            throw ReportError.RESULT_TOO_LARGE.because(
                    "more than " + MAX_ROWS + " lines: narrow it by from and to, or by filter.tenant");
        }
        return counted;
    }

    // The hour of receipt and not its instant, so that these are the events that the hourly counts hold.
    private static final String REJECTED = """
            SELECT code, count(*) AS events
            FROM ledger.rejection
            WHERE date_trunc('hour', received_at, 'UTC') >= ? AND date_trunc('hour', received_at, 'UTC') < ?
              AND (? OR tenant = ANY (?))
            GROUP BY code
            ORDER BY events DESC, code
            """;

    private static Map<String, Long> rejected(Connection connection, IntakeQuery query) throws SQLException {
        Map<String, Long> rejected = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(REJECTED)) {
            bind(connection, statement, 1, query);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                rejected.put(found.getString("code"), found.getLong("events"));
            }
        }
        return rejected;
    }

    private static final String TENANTS =
            "SELECT DISTINCT tenant FROM ledger.intake WHERE tenant <> '' ORDER BY tenant";

    private static List<String> tenants(Connection connection) throws SQLException {
        List<String> tenants = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TENANTS)) {
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                tenants.add(found.getString("tenant"));
            }
        }
        return tenants;
    }

    /** From, to, whether all tenants, and which: four values from {@code first} on. */
    private static void bind(Connection connection, PreparedStatement statement, int first, IntakeQuery query)
            throws SQLException {
        @Nullable Period received = query.received();
        statement.setObject(first, received == null ? OffsetDateTime.MIN : utc(received.from())); // -infinity
        statement.setObject(first + 1, received == null ? OffsetDateTime.MAX : utc(received.to())); // infinity
        statement.setBoolean(first + 2, query.tenants().isEmpty());
        statement.setArray(
                first + 3, connection.createArrayOf("text", query.tenants().toArray()));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static IntakeCounts counts(ResultSet found) throws SQLException {
        return new IntakeCounts(
                found.getLong("priced"),
                found.getLong("unpriced"),
                found.getLong("duplicates"),
                found.getLong("conflicts"),
                found.getLong("rejected"));
    }
}
