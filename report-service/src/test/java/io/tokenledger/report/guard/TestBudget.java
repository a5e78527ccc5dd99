package io.tokenledger.report.guard;

import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.money.Money;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A budget of tenant acme as it stands in the tables, written without the code that keeps budgets.
 *
 * @param scope JSON
 * @param amount of the currency; null: a budget of tokens
 */
record TestBudget(
        UUID id,
        String tenant,
        String name,
        String scope,
        String period,
        String zone,
        @Nullable String amount,
        @Nullable String currency,
        @Nullable Long tokens,
        String carryOver) {

    /** A month in UTC. */
    static TestBudget of(String name, String amount, String currency) {
        return new TestBudget(UUID.randomUUID(), "acme", name, "{}", "month", "UTC", amount, currency, null, "none");
    }

    /** A month in UTC. */
    static TestBudget ofTokens(String name, long tokens) {
        return new TestBudget(UUID.randomUUID(), "acme", name, "{}", "month", "UTC", null, null, tokens, "none");
    }

    TestBudget scope(String json) {
        return new TestBudget(id, tenant, name, json, period, zone, amount, currency, tokens, carryOver);
    }

    TestBudget per(String otherPeriod, String otherZone) {
        return new TestBudget(id, tenant, name, scope, otherPeriod, otherZone, amount, currency, tokens, carryOver);
    }

    TestBudget of(String otherTenant) {
        return new TestBudget(id, otherTenant, name, scope, period, zone, amount, currency, tokens, carryOver);
    }

    TestBudget carryingOver(String what) {
        return new TestBudget(id, tenant, name, scope, period, zone, amount, currency, tokens, what);
    }

    private static final String INSERT = """
            INSERT INTO reporting.budget (tenant_id, budget_id, name, scope, period, timezone, amount_pico, currency, tokens,
                thresholds, forecast_thresholds, channels, created_at, first_day, changed_at, carry_over)
            VALUES (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, '{}', '{}', '{}', '2026-01-01Z', '2026-01-01', '2026-01-01Z', ?)
            """;

    TestBudget insert(TestLedger ledger) {
        ledger.store().write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                statement.setString(1, tenant);
                statement.setObject(2, id);
                statement.setString(3, name);
                statement.setString(4, scope);
                statement.setString(5, period);
                statement.setString(6, zone);
                statement.setBigDecimal(7, amount == null ? null : new BigDecimal(Money.pico(amount)));
                statement.setString(8, currency);
                statement.setObject(9, tokens, Types.BIGINT);
                statement.setString(10, carryOver);
                statement.executeUpdate();
            }
            return move(connection);
        });
        return this;
    }

    /** Changes columns, as whoever keeps budgets does. */
    void change(TestLedger ledger, String assignments) {
        ledger.store().write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "UPDATE reporting.budget SET revision = revision + 1, " + assignments + " WHERE budget_id = ?")) {
                statement.setObject(1, id);
                statement.executeUpdate();
            }
            return move(connection);
        });
    }

    private static int move(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE reporting.budget_book_version SET version = version + 1")) {
            return statement.executeUpdate();
        }
    }

    private static final String STATE = """
            INSERT INTO reporting.budget_state (tenant_id, budget_id, period_start, period_end, revision, currency, limit_pico,
                limit_tokens, carried, spent_pico, tokens, requests, unpriced_requests, moved_at)
            VALUES (?, ?, ?::timestamptz, 'infinity', 1, ?, ?, ?, ?, ?, ?, 1, ?, now())
            ON CONFLICT (tenant_id, budget_id, period_start) DO UPDATE SET
                spent_pico = excluded.spent_pico, tokens = excluded.tokens, carried = excluded.carried
            """;

    /** What the books hold in the period that begins there; the spent amount null: not known. */
    void state(TestLedger ledger, String periodStart, @Nullable String spent, long usedTokens, String carried) {
        ledger.store().write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(STATE)) {
                statement.setString(1, tenant);
                statement.setObject(2, id);
                statement.setString(3, periodStart);
                statement.setString(4, currency);
                statement.setBigDecimal(5, amount == null ? null : new BigDecimal(Money.pico(amount)));
                statement.setObject(6, tokens, Types.BIGINT);
                statement.setBigDecimal(
                        7, amount == null ? new BigDecimal(carried) : new BigDecimal(Money.pico(carried)));
                statement.setBigDecimal(8, spent == null || amount == null ? null : new BigDecimal(Money.pico(spent)));
                statement.setLong(9, usedTokens);
                statement.setLong(10, 0);
                return statement.executeUpdate();
            }
        });
    }

    /** In November 2026 by UTC. */
    TestBudget spent(TestLedger ledger, String spent) {
        state(ledger, "2026-11-01T00:00:00Z", spent, 0, "0");
        return this;
    }

    /** In November 2026 by UTC. */
    TestBudget used(TestLedger ledger, long usedTokens) {
        state(ledger, "2026-11-01T00:00:00Z", null, usedTokens, "0");
        return this;
    }
}
