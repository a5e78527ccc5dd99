package io.tokenledger.report.reconciliation;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Comparisons and their sums by day. Rows are only added. */
final class ReconciliationTable {
    private ReconciliationTable() {}

    private static final String INSERT = """
        INSERT INTO reporting.reconciliation (tenant_id, reconciliation_id, provider, from_day, until_day, currency,
            question, facts, billed_pico, booked_pico, compared_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    static void insert(Connection connection, Reconciliation run) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, run.tenant());
            statement.setObject(2, run.id());
            statement.setString(3, run.provider());
            statement.setObject(4, run.from());
            statement.setObject(5, run.to());
            statement.setString(6, run.currency());
            statement.setString(7, run.question());
            statement.setString(8, run.facts());
            statement.setObject(9, run.billedPico(), Types.NUMERIC);
            statement.setObject(10, run.bookedPico(), Types.NUMERIC);
            statement.setObject(11, run.comparedAt().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private static final String INSERT_DAY = """
        INSERT INTO reporting.reconciliation_day (tenant_id, provider, day, reconciliation_id, compared_at, currency,
            billed_pico, booked_pico)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """;

    /** A sum for every day that was compared, also of nothing. */
    static void insertDays(Connection connection, Reconciliation run, SortedMap<LocalDate, Totals.Sum> days)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_DAY)) {
            for (LocalDate day = run.from(); day.isBefore(run.to()); day = day.plusDays(1)) {
                Totals.Sum sum = days.getOrDefault(day, Totals.Sum.NONE);
                statement.setString(1, run.tenant());
                statement.setString(2, run.provider());
                statement.setObject(3, day);
                statement.setObject(4, run.id());
                statement.setObject(5, run.comparedAt().atOffset(ZoneOffset.UTC));
                statement.setString(6, run.currency());
                statement.setObject(7, sum.billedPico(), Types.NUMERIC);
                statement.setObject(8, sum.bookedPico(), Types.NUMERIC);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static final String SELECT = """
        SELECT tenant_id, reconciliation_id, provider, from_day, until_day, currency, question, facts, billed_pico,
               booked_pico, compared_at
        FROM reporting.reconciliation r
        WHERE tenant_id = ?
        """;

    // Leans on reconciliation_pkey.
    private static final String BY_ID = SELECT + "AND reconciliation_id = ?";

    static Optional<Reconciliation> find(Connection connection, String tenant, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_ID)) {
            statement.setString(1, tenant);
            statement.setObject(2, id);
            return read(statement).stream().findFirst();
        }
    }

    // Leans on reconciliation_by_time.
    private static final String LATEST = SELECT + """
        AND (?::text IS NULL OR provider = ?)
        AND (?::uuid IS NULL OR (compared_at, reconciliation_id) < (
            SELECT a.compared_at, a.reconciliation_id FROM reporting.reconciliation a
            WHERE a.tenant_id = ? AND a.reconciliation_id = ?::uuid))
        ORDER BY compared_at DESC, reconciliation_id DESC
        LIMIT ?
        """;

    /** Those of a tenant, the latest first; {@code after}: only those that come behind that one. */
    static List<Reconciliation> latest(
            Connection connection, String tenant, @Nullable String provider, @Nullable UUID after, int limit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LATEST)) {
            statement.setString(1, tenant);
            statement.setString(2, provider);
            statement.setString(3, provider);
            statement.setObject(4, after, Types.OTHER);
            statement.setString(5, tenant);
            statement.setObject(6, after, Types.OTHER);
            statement.setInt(7, limit);
            return read(statement);
        }
    }

    // Leans on reconciliation_by_provider.
    private static final String LATER = SELECT + """
        AND provider = ? AND from_day < ? AND until_day > ? AND compared_at > ?
        ORDER BY compared_at DESC
        LIMIT 1
        """;

    /** The latest comparison that was made after this one of some of its days. */
    static Optional<Reconciliation> later(Connection connection, Reconciliation run) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LATER)) {
            statement.setString(1, run.tenant());
            statement.setString(2, run.provider());
            statement.setObject(3, run.to());
            statement.setObject(4, run.from());
            statement.setObject(5, run.comparedAt().atOffset(ZoneOffset.UTC));
            return read(statement).stream().findFirst();
        }
    }

    // Leans on reconciliation_day_pkey.
    private static final String DAYS = """
        SELECT day, billed_pico, booked_pico
        FROM reporting.reconciliation_day
        WHERE tenant_id = ? AND provider = ? AND day >= ? AND day < ? AND reconciliation_id = ?
        """;

    static SortedMap<LocalDate, Totals.Sum> days(Connection connection, Reconciliation run) throws SQLException {
        SortedMap<LocalDate, Totals.Sum> days = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(DAYS)) {
            statement.setString(1, run.tenant());
            statement.setString(2, run.provider());
            statement.setObject(3, run.from());
            statement.setObject(4, run.to());
            statement.setObject(5, run.id());
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                days.put(
                        found.getObject("day", LocalDate.class),
                        new Totals.Sum(pico(found, "billed_pico"), pico(found, "booked_pico")));
            }
        }
        return days;
    }

    private static List<Reconciliation> read(PreparedStatement statement) throws SQLException {
        List<Reconciliation> runs = new ArrayList<>();
        ResultSet found = statement.executeQuery();
        while (found.next()) {
            runs.add(new Reconciliation(
                    found.getString("tenant_id"),
                    found.getObject("reconciliation_id", UUID.class),
                    found.getString("provider"),
                    found.getObject("from_day", LocalDate.class),
                    found.getObject("until_day", LocalDate.class),
                    found.getString("currency"),
                    found.getString("question"),
                    found.getString("facts"),
                    pico(found, "billed_pico"),
                    pico(found, "booked_pico"),
                    instant(found)));
        }
        return runs;
    }

    private static Instant instant(ResultSet found) throws SQLException {
        return found.getObject("compared_at", OffsetDateTime.class).toInstant();
    }

    static BigInteger pico(ResultSet found, String column) throws SQLException {
        return found.getBigDecimal(column).toBigIntegerExact();
    }
}
