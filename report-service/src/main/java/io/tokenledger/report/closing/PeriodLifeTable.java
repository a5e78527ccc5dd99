package io.tokenledger.report.closing;

import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.closing.PeriodLife.State;
import io.tokenledger.report.closing.PeriodLife.Total;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where every period is in its life. */
final class PeriodLifeTable {
    private PeriodLifeTable() {}

    // Leans on period_pkey.
    private static final String FIND = """
            SELECT period_id, state, began_by, began_at, sealed_by, sealed_at, override_reason, closed_at, statements,
                   total_pico
            FROM reporting.period
            WHERE tenant_id = ? AND period_id = ANY (?)
            """;

    /** Of those periods, by id; one that nobody has touched is open. */
    static Map<String, PeriodLife> find(Connection connection, String tenant, List<AccountingPeriod> periods)
            throws SQLException {
        Map<String, AccountingPeriod> byId = new HashMap<>();
        Map<String, PeriodLife> lives = new HashMap<>();
        for (AccountingPeriod period : periods) {
            byId.put(period.id(), period);
            lives.put(period.id(), PeriodLife.open(tenant, period));
        }
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, tenant);
            statement.setArray(2, connection.createArrayOf("text", byId.keySet().toArray()));
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                AccountingPeriod period = byId.get(found.getString("period_id"));
                if (period != null) {
                    lives.put(period.id(), life(tenant, period, found));
                }
            }
        }
        return lives;
    }

    /** Of one period. */
    static PeriodLife find(Connection connection, String tenant, AccountingPeriod period) throws SQLException {
        PeriodLife open = PeriodLife.open(tenant, period);
        return find(connection, tenant, List.of(period)).getOrDefault(period.id(), open);
    }

    // Leans on period_pkey.
    private static final String LOCK =
            "SELECT state FROM reporting.period WHERE tenant_id = ? AND period_id = ? FOR UPDATE";

    /**
     * Waits for whoever changes that period, and keeps others waiting until the end of the transaction; the first thing that a
     * change does. At REPEATABLE READ the database fails with class 40 where it was changed meanwhile.
     */
    static void lock(Connection connection, String tenant, String periodId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, tenant);
            statement.setString(2, periodId);
            statement.execute();
        }
    }

    // Leans on period_pkey: the few that anybody has begun to close.
    private static final String UNDER_WAY = """
            SELECT period_id FROM reporting.period
            WHERE tenant_id = ? AND state IN ('closing', 'sealed') AND period_id <> ?
            ORDER BY ends_at
            LIMIT 1
            """;

    /** The id of another period of the tenant that is being closed; null: there is none. */
    static @Nullable String otherUnderWay(Connection connection, String tenant, String periodId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UNDER_WAY)) {
            statement.setString(1, tenant);
            statement.setString(2, periodId);
            ResultSet found = statement.executeQuery();
            return found.next() ? found.getString("period_id") : null;
        }
    }

    // Leans on period_pkey.
    private static final String SAVE = """
            INSERT INTO reporting.period (tenant_id, period_id, starts_at, ends_at, state, began_by, began_at, sealed_by,
                sealed_at, override_reason, closed_at, statements, total_pico, last_event_no)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, period_id) DO UPDATE
            SET state = excluded.state, began_by = excluded.began_by, began_at = excluded.began_at,
                sealed_by = excluded.sealed_by, sealed_at = excluded.sealed_at, override_reason = excluded.override_reason,
                closed_at = excluded.closed_at, statements = excluded.statements,
                total_pico = excluded.total_pico, last_event_no = excluded.last_event_no
            """;

    /**
     * Saves it as it is from now on.
     *
     * @param eventNo of the event that says so: who has that number is the only one who changes the tenant's periods now
     */
    static void save(Connection connection, PeriodLife life, int eventNo) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SAVE)) {
            statement.setString(1, life.tenant());
            statement.setString(2, life.period().id());
            statement.setObject(3, utc(life.period().period().from()));
            statement.setObject(4, utc(life.period().period().to()));
            statement.setString(5, life.state().stored());
            set(statement, 6, life.began());
            set(statement, 8, life.sealed());
            statement.setString(10, life.overrideReason());
            setInstant(statement, 11, life.closedAt());
            Total total = life.total();
            statement.setObject(12, total == null ? null : total.statements(), Types.INTEGER);
            statement.setBigDecimal(13, total == null ? null : new BigDecimal(total.pico()));
            statement.setInt(14, eventNo);
            statement.executeUpdate();
        }
    }

    private static PeriodLife life(String tenant, AccountingPeriod period, ResultSet found) throws SQLException {
        return new PeriodLife(
                tenant,
                period,
                State.valueOf(found.getString("state").toUpperCase(Locale.ROOT)),
                signed(found, "began"),
                signed(found, "sealed"),
                found.getString("override_reason"),
                instant(found, "closed_at"),
                total(found));
    }

    private static @Nullable Total total(ResultSet found) throws SQLException {
        BigDecimal pico = found.getBigDecimal("total_pico");
        return pico == null ? null : new Total(found.getInt("statements"), pico.toBigIntegerExact());
    }

    private static @Nullable Signed signed(ResultSet found, String what) throws SQLException {
        Instant at = instant(found, what + "_at");
        return at == null ? null : new Signed(found.getString(what + "_by"), at);
    }

    private static @Nullable Instant instant(ResultSet found, String column) throws SQLException {
        OffsetDateTime at = found.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static void set(PreparedStatement statement, int first, @Nullable Signed signed) throws SQLException {
        statement.setString(first, signed == null ? null : signed.by());
        setInstant(statement, first + 1, signed == null ? null : signed.at());
    }

    private static void setInstant(PreparedStatement statement, int column, @Nullable Instant instant)
            throws SQLException {
        statement.setObject(column, instant == null ? null : utc(instant), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
