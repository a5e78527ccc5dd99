package io.tokenledger.report.watch;

import static io.tokenledger.report.watch.KeyTable.array;
import static io.tokenledger.report.watch.KeyTable.instant;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What budgets have come to in their periods. */
final class StateTable {
    private StateTable() {}

    private static final String COLUMNS = """
            s.tenant_id, s.budget_id, s.period_start, s.period_end, s.revision, s.currency, s.limit_pico, s.limit_tokens,
                   s.carried, s.spent_pico, s.tokens, s.requests, s.unpriced_requests, s.moved_at\
            """;

    // Leans on budget_state_pkey.
    private static final String READ = """
            SELECT %s
            FROM unnest(?::text[], ?::uuid[], ?::timestamptz[]) AS asked (tenant_id, budget_id, period_start)
            JOIN reporting.budget_state s ON s.tenant_id = asked.tenant_id AND s.budget_id = asked.budget_id
                AND s.period_start = asked.period_start
            """.formatted(COLUMNS);

    /** Those of these periods that are there. */
    static Map<StateKey, BudgetState> read(Connection connection, Collection<StateKey> keys) throws SQLException {
        Map<StateKey, BudgetState> states = new TreeMap<>();
        if (keys.isEmpty()) {
            return states;
        }
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            KeyTable.bind(statement, 1, keys);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                BudgetState state = state(found);
                states.put(state.key(), state);
            }
        }
        return states;
    }

    // Leans on budget_state_pkey.
    private static final String FROM = """
            SELECT %s
            FROM unnest(?::text[], ?::uuid[], ?::timestamptz[]) AS asked (tenant_id, budget_id, period_start)
            JOIN reporting.budget_state s ON s.tenant_id = asked.tenant_id AND s.budget_id = asked.budget_id
                AND s.period_start >= asked.period_start
            """.formatted(COLUMNS);

    /** Of these budgets, from these periods on, in order of time; one key a budget. */
    static Map<BudgetKey, List<BudgetState>> from(Connection connection, Collection<StateKey> keys)
            throws SQLException {
        Map<BudgetKey, List<BudgetState>> states = new TreeMap<>();
        if (keys.isEmpty()) {
            return states;
        }
        try (PreparedStatement statement = connection.prepareStatement(FROM)) {
            KeyTable.bind(statement, 1, keys);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                BudgetState state = state(found);
                states.computeIfAbsent(state.key().budgetKey(), _ -> new ArrayList<>())
                        .add(state);
            }
        }
        states.values().forEach(list -> list.sort(Comparator.comparing(BudgetState::key)));
        return states;
    }

    // Leans on budget_state_pkey, read backwards.
    private static final String LATEST = """
            SELECT %s
            FROM unnest(?::text[], ?::uuid[], ?::timestamptz[]) AS asked (tenant_id, budget_id, period_start)
            JOIN reporting.budget_watched w ON w.tenant_id = asked.tenant_id AND w.budget_id = asked.budget_id
            JOIN LATERAL (SELECT * FROM reporting.budget_state state
                          WHERE state.revision >= w.measured_since AND state.tenant_id = asked.tenant_id AND state.budget_id = asked.budget_id
                            AND state.period_start < asked.period_start
                          ORDER BY state.period_start DESC LIMIT 1) s ON true
            """.formatted(COLUMNS);

    /** The last ones before these periods, of those that move. */
    static Map<BudgetKey, BudgetState> before(Connection connection, Collection<StateKey> keys) throws SQLException {
        Map<BudgetKey, BudgetState> states = new TreeMap<>();
        if (keys.isEmpty()) {
            return states;
        }
        try (PreparedStatement statement = connection.prepareStatement(LATEST)) {
            KeyTable.bind(statement, 1, keys);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                BudgetState state = state(found);
                states.put(state.key().budgetKey(), state);
            }
        }
        return states;
    }

    // Leans on budget_state_pkey.
    private static final String OF_BUDGET = """
            SELECT %s
            FROM reporting.budget_state s
            WHERE s.tenant_id = ? AND s.budget_id = ? AND s.period_start <= ?
            ORDER BY s.period_start DESC
            LIMIT ?
            """.formatted(COLUMNS);

    /** Of one budget, the latest first, of those that have begun. */
    static List<BudgetState> past(Connection connection, BudgetKey key, Instant now, int limit) throws SQLException {
        List<BudgetState> states = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OF_BUDGET)) {
            statement.setString(1, key.tenant());
            statement.setObject(2, key.budget());
            statement.setObject(3, now.atOffset(ZoneOffset.UTC));
            statement.setInt(4, limit);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                states.add(state(found));
            }
        }
        return states;
    }

    private static BudgetState state(ResultSet found) throws SQLException {
        BigDecimal limitPico = found.getBigDecimal("limit_pico");
        return new BudgetState(
                KeyTable.key(found),
                instant(found, "period_end"),
                found.getInt("revision"),
                found.getString("currency"),
                limitPico == null ? BigInteger.valueOf(found.getLong("limit_tokens")) : limitPico.toBigIntegerExact(),
                found.getBigDecimal("carried").toBigIntegerExact(),
                integer(found.getBigDecimal("spent_pico")),
                found.getLong("tokens"),
                found.getLong("requests"),
                found.getLong("unpriced_requests"),
                instant(found, "moved_at"));
    }

    private static @Nullable BigInteger integer(@Nullable BigDecimal value) {
        return value == null ? null : value.toBigIntegerExact();
    }

    // The keys are sorted, and each is there once.
    private static final String UPSERT = """
            INSERT INTO reporting.budget_state (tenant_id, budget_id, period_start, period_end, revision, currency, limit_pico,
                limit_tokens, carried, spent_pico, tokens, requests, unpriced_requests, moved_at)
            SELECT tenant_id, budget_id, period_start, period_end, revision, currency, limit_pico, limit_tokens, carried,
                   spent_pico, tokens, requests, unpriced_requests, moved_at
            FROM unnest(?::text[], ?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::int[], ?::text[], ?::numeric[],
                ?::bigint[], ?::numeric[], ?::numeric[], ?::bigint[], ?::bigint[], ?::bigint[], ?::timestamptz[])
                AS s (tenant_id, budget_id, period_start, period_end, revision, currency, limit_pico, limit_tokens, carried,
                spent_pico, tokens, requests, unpriced_requests, moved_at)
            ON CONFLICT (tenant_id, budget_id, period_start) DO UPDATE SET
                period_end = excluded.period_end, revision = excluded.revision, currency = excluded.currency,
                limit_pico = excluded.limit_pico, limit_tokens = excluded.limit_tokens, carried = excluded.carried,
                spent_pico = excluded.spent_pico, tokens = excluded.tokens, requests = excluded.requests,
                unpriced_requests = excluded.unpriced_requests, moved_at = excluded.moved_at
            """;

    /** Writes them, whether they are there or not. */
    static void write(Connection connection, Collection<BudgetState> unsorted) throws SQLException {
        if (unsorted.isEmpty()) {
            return;
        }
        List<BudgetState> states =
                unsorted.stream().sorted(Comparator.comparing(BudgetState::key)).toList();
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            KeyTable.bind(statement, 1, states.stream().map(BudgetState::key).toList());
            array(statement, 4, "timestamptz", states, BudgetState::periodEnd);
            array(statement, 5, "int", states, BudgetState::revision);
            array(statement, 6, "text", states, BudgetState::currency);
            array(statement, 7, "numeric", states, state -> state.currency() == null ? null : decimal(state.limit()));
            array(statement, 8, "bigint", states, StateTable::limitTokens);
            array(statement, 9, "numeric", states, state -> decimal(state.carried()));
            array(statement, 10, "numeric", states, state -> decimal(state.spentPico()));
            array(statement, 11, "bigint", states, BudgetState::tokens);
            array(statement, 12, "bigint", states, BudgetState::requests);
            array(statement, 13, "bigint", states, BudgetState::unpricedRequests);
            array(statement, 14, "timestamptz", states, BudgetState::movedAt);
            statement.executeUpdate();
        }
    }

    private static @Nullable Long limitTokens(BudgetState state) {
        return state.currency() == null ? Long.valueOf(state.limit().longValueExact()) : null;
    }

    private static @Nullable BigDecimal decimal(@Nullable BigInteger value) {
        return value == null ? null : new BigDecimal(value);
    }

    private static final String DELETE = """
            DELETE FROM reporting.budget_state s
            USING unnest(?::text[], ?::uuid[], ?::timestamptz[]) AS gone (tenant_id, budget_id, period_start)
            WHERE s.tenant_id = gone.tenant_id AND s.budget_id = gone.budget_id AND s.period_start = gone.period_start
            """;

    static void delete(Connection connection, Collection<StateKey> keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            KeyTable.bind(statement, 1, KeyTable.sorted(keys));
            statement.executeUpdate();
        }
    }
}
