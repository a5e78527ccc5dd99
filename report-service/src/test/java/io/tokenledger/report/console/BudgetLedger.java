package io.tokenledger.report.console;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tokenledger.report.fixture.TestLedger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An empty ledger, in which what budgets came to is written by the tests themselves. */
public final class BudgetLedger implements QuarkusTestResourceLifecycleManager {
    private static final String DATABASE = "budget_pages";

    /** As who watches over budgets makes it; here it may not be there yet. */
    private static final String STATES = """
            CREATE TABLE IF NOT EXISTS reporting.budget_state (
                tenant_id text, budget_id uuid, period_start timestamptz, period_end timestamptz, revision int,
                limit_pico numeric(38, 0), limit_tokens bigint, spent_pico numeric(38, 0), tokens bigint, requests bigint,
                unpriced_requests bigint, moved_at timestamptz, PRIMARY KEY (tenant_id, budget_id, period_start));
            GRANT SELECT, INSERT, UPDATE ON reporting.budget_state TO report_app;
            """;

    @Override
    public Map<String, String> start() {
        TestLedger ledger = TestLedger.empty(DATABASE);
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute(STATES);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return ledger.settings();
    }

    @Override
    public void stop() {}

    /** A state as it is found when a budget was watched. */
    record Watched(
            UUID budget,
            OffsetDateTime from,
            OffsetDateTime to,
            @Nullable Long limitPico,
            @Nullable Long limitTokens,
            @Nullable Long spentPico,
            long tokens,
            long unpricedRequests) {
        void write(String tenant) throws SQLException {
            try (Connection connection = owner();
                    PreparedStatement insert = connection.prepareStatement("""
                            INSERT INTO reporting.budget_state (tenant_id, budget_id, period_start, period_end, revision,
                                limit_pico, limit_tokens, spent_pico, tokens, requests, unpriced_requests, moved_at)
                            VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, 1234, ?, ?)
                            ON CONFLICT (tenant_id, budget_id, period_start) DO UPDATE
                            SET period_end = excluded.period_end, limit_pico = excluded.limit_pico,
                                limit_tokens = excluded.limit_tokens, spent_pico = excluded.spent_pico,
                                tokens = excluded.tokens, requests = excluded.requests,
                                unpriced_requests = excluded.unpriced_requests
                            """)) {
                insert.setString(1, tenant);
                insert.setObject(2, budget);
                insert.setObject(3, from);
                insert.setObject(4, to);
                insert.setObject(5, limitPico, Types.BIGINT);
                insert.setObject(6, limitTokens, Types.BIGINT);
                insert.setObject(7, spentPico, Types.BIGINT);
                insert.setLong(8, tokens);
                insert.setLong(9, unpricedRequests);
                insert.setObject(10, from);
                insert.executeUpdate();
            }
        }
    }

    private static Connection owner() throws SQLException {
        return DriverManager.getConnection(
                new TestLedger(DATABASE).settings().get("TOKENLEDGER_DB_URL") + "?user=report_owner");
    }
}
