package io.tokenledger.report.guard;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is held of the running periods of budgets, locked for whoever decides. */
final class HoldTable {
    private HoldTable() {}

    /** A hold that is locked, with how the budget stands; state null: it was not watched in this period yet. */
    record Locked(Hold hold, Instant periodEnd, @Nullable BudgetState state) {}

    /** What was found, all of it locked, and which books are the latest; null: nothing was found. */
    record Found(Map<HoldKey, Locked> holds, Books.@Nullable Versions versions) {}

    // Leans on budget_hold_pkey, budget_state_pkey. In order, so that two that decide at once wait and do not deadlock.
    // Who waited gets the row as it was left by the one before.
    private static final String LOCK = """
            SELECT h.tenant_id, h.budget_id, h.period_start, h.unit, h.period_end, h.until::text AS until,
                   h.amounts::text AS amounts, s.tenant_id AS watched, s.currency, s.carried, s.spent_pico, s.tokens,
                   s.unpriced_requests,
                   (SELECT version FROM reporting.budget_book_version WHERE book = 'all') AS budgets_version,
                   (SELECT version FROM pricing.book_version_published) AS prices_version
            FROM unnest(?::text[], ?::uuid[], ?::timestamptz[], ?::text[]) AS k (tenant_id, budget_id, period_start, unit)
            JOIN reporting.budget_hold h
                ON h.tenant_id = %s AND h.budget_id = k.budget_id AND h.period_start = k.period_start AND h.unit = k.unit
            LEFT JOIN reporting.budget_state s
                ON s.tenant_id = h.tenant_id AND s.budget_id = h.budget_id AND s.period_start = h.period_start
            ORDER BY h.tenant_id, h.budget_id, h.period_start, h.unit
            FOR UPDATE OF h
            """;
    private static final String LOCK_ALL = LOCK.formatted("k.tenant_id");
    private static final String LOCK_ONE_TENANT = LOCK.formatted("?");

    /**
     * Locks those that are there.
     *
     * @param byTenant one statement for each tenant: a distributed database locks rows in one place at a time
     */
    static Found lock(Connection connection, Collection<HoldKey> keys, boolean byTenant) throws SQLException {
        if (!byTenant) {
            return lock(connection, keys, (String) null);
        }
        SortedMap<String, List<HoldKey>> tenants = new TreeMap<>();
        keys.forEach(key ->
                tenants.computeIfAbsent(key.tenant(), _ -> new ArrayList<>()).add(key));
        Map<HoldKey, Locked> holds = new HashMap<>();
        Books.Versions versions = null;
        for (Map.Entry<String, List<HoldKey>> tenant : tenants.entrySet()) {
            Found found = lock(connection, tenant.getValue(), tenant.getKey());
            holds.putAll(found.holds());
            versions = found.versions() == null ? versions : found.versions();
        }
        return new Found(holds, versions);
    }

    private static Found lock(Connection connection, Collection<HoldKey> keys, @Nullable String tenant)
            throws SQLException {
        Map<HoldKey, Locked> holds = new HashMap<>();
        Books.Versions versions = null;
        try (PreparedStatement statement = connection.prepareStatement(tenant == null ? LOCK_ALL : LOCK_ONE_TENANT)) {
            setKeys(statement, keys);
            if (tenant != null) {
                statement.setString(5, tenant);
            }
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                var key = new HoldKey(
                        found.getString("tenant_id"),
                        found.getObject("budget_id", UUID.class),
                        instant(found, "period_start"),
                        found.getString("unit"));
                var hold = new Hold(byEnd(found.getString("until"), found.getString("amounts")));
                holds.put(key, new Locked(hold, instant(found, "period_end"), state(found, key.unit())));
                versions = new Books.Versions(found.getLong("budgets_version"), found.getLong("prices_version"));
            }
        }
        return new Found(holds, versions);
    }

    /** Null also where it was watched in another unit: the budget was changed a moment ago. */
    private static @Nullable BudgetState state(ResultSet found, String unit) throws SQLException {
        boolean ofTokens = found.getString("currency") == null;
        boolean sameUnit = unit.equals(ofTokens ? HoldKey.TOKENS : found.getString("currency"));
        if (found.getString("watched") == null || !sameUnit) {
            return null;
        }
        return new BudgetState(
                found.getBigDecimal("carried").toBigIntegerExact(),
                whole(found, ofTokens ? "tokens" : "spent_pico"),
                found.getLong("unpriced_requests"));
    }

    private static @Nullable BigInteger whole(ResultSet found, String column) throws SQLException {
        BigDecimal number = found.getBigDecimal(column);
        return number == null ? null : number.toBigIntegerExact();
    }

    private static final String VERSIONS = """
            SELECT (SELECT version FROM reporting.budget_book_version WHERE book = 'all') AS budgets_version,
                   (SELECT version FROM pricing.book_version_published) AS prices_version
            """;

    /** Which books are the latest, where nothing had to be locked. */
    static Books.Versions versions(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(VERSIONS)) {
            ResultSet found = statement.executeQuery();
            if (!found.next()) {
                throw new SQLException("a statement without FROM gave no row");
            }
            return new Books.Versions(found.getLong("budgets_version"), found.getLong("prices_version"));
        }
    }

    private static final String CREATE = """
            INSERT INTO reporting.budget_hold (tenant_id, budget_id, period_start, unit, period_end, until, amounts)
            SELECT k.tenant_id, k.budget_id, k.period_start, k.unit, k.period_end, '{}', '{}'
            FROM unnest(?::text[], ?::uuid[], ?::timestamptz[], ?::text[], ?::timestamptz[])
                AS k (tenant_id, budget_id, period_start, unit, period_end)
            ORDER BY k.tenant_id, k.budget_id, k.period_start, k.unit
            ON CONFLICT DO NOTHING
            """;

    /** Makes rows for those that have none: the first time that a budget is asked in a period. */
    static void create(Connection connection, Map<HoldKey, Instant> periodEnds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CREATE)) {
            List<HoldKey> keys = List.copyOf(periodEnds.keySet());
            setKeys(statement, keys);
            statement.setArray(
                    5, times(connection, keys.stream().map(periodEnds::get).toList()));
            statement.executeUpdate();
        }
    }

    // All are there and locked: an upsert, because it is the one way to write many rows at once that a distributed
    // database
    // knows, too.
    private static final String WRITE = """
            INSERT INTO reporting.budget_hold (tenant_id, budget_id, period_start, unit, period_end, until, amounts)
            SELECT k.tenant_id, k.budget_id, k.period_start, k.unit, k.period_end, k.until::bigint[], k.amounts::numeric[]
            FROM unnest(?::text[], ?::uuid[], ?::timestamptz[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])
                AS k (tenant_id, budget_id, period_start, unit, period_end, until, amounts)
            ON CONFLICT (tenant_id, budget_id, period_start, unit) DO UPDATE
                SET until = excluded.until, amounts = excluded.amounts
            """;

    /** Writes those that changed, without what has ended. */
    static void write(Connection connection, Map<HoldKey, Locked> holds, Instant now) throws SQLException {
        List<HoldKey> keys = new ArrayList<>();
        List<Instant> periodEnds = new ArrayList<>();
        List<String> until = new ArrayList<>();
        List<String> amounts = new ArrayList<>();
        holds.forEach((key, locked) -> {
            if (locked.hold().isChanged()) {
                SortedMap<Long, BigInteger> kept = locked.hold().keptAt(now);
                keys.add(key);
                periodEnds.add(locked.periodEnd());
                until.add(array(kept.keySet()));
                amounts.add(array(kept.values()));
            }
        });
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            setKeys(statement, keys);
            statement.setArray(5, times(connection, periodEnds));
            statement.setArray(6, connection.createArrayOf("text", until.toArray()));
            statement.setArray(7, connection.createArrayOf("text", amounts.toArray()));
            statement.executeUpdate();
        }
    }

    private static final String DELETE_ENDED = "DELETE FROM reporting.budget_hold WHERE period_end < ?";

    /** Those of periods that ended before that moment; reads the whole table, which has a row per budget. */
    static int deleteEnded(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELETE_ENDED)) {
            statement.setObject(1, before.atOffset(ZoneOffset.UTC));
            return statement.executeUpdate();
        }
    }

    private static void setKeys(PreparedStatement statement, Collection<HoldKey> keys) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(
                1,
                connection.createArrayOf(
                        "text", keys.stream().map(HoldKey::tenant).toArray()));
        statement.setArray(
                2,
                connection.createArrayOf(
                        "uuid", keys.stream().map(HoldKey::budget).toArray()));
        statement.setArray(
                3, times(connection, keys.stream().map(HoldKey::periodStart).toList()));
        statement.setArray(
                4,
                connection.createArrayOf(
                        "text", keys.stream().map(HoldKey::unit).toArray()));
    }

    private static Instant instant(ResultSet found, String column) throws SQLException {
        return found.getObject(column, OffsetDateTime.class).toInstant();
    }

    static java.sql.Array times(Connection connection, Collection<Instant> times) throws SQLException {
        return connection.createArrayOf(
                "timestamptz", times.stream().map(Instant::toString).toArray());
    }

    /** As PostgreSQL writes arrays of whole numbers: {@code {1,2}}. */
    static String array(Collection<? extends Number> numbers) {
        return numbers.stream().map(Number::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static SortedMap<Long, BigInteger> byEnd(String until, String amounts) {
        SortedMap<Long, BigInteger> byEnd = new TreeMap<>();
        if (until.length() > 2) {
            String[] ends = until.substring(1, until.length() - 1).split(",", -1);
            String[] numbers = amounts.substring(1, amounts.length() - 1).split(",", -1);
            for (int i = 0; i < ends.length; i++) {
                byEnd.put(Long.valueOf(ends[i]), new BigInteger(numbers[i]));
            }
        }
        return byEnd;
    }
}
