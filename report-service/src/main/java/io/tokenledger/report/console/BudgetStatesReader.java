package io.tokenledger.report.console;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.ledger.LedgerViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what budgets have come to: the rows that who watches them keeps. */
@ApplicationScoped
public class BudgetStatesReader {
    private static final String REPORT = "budget states";
    private static final int MOST_PERIODS = 60;

    private final LedgerViews database;

    public BudgetStatesReader(LedgerViews database) {
        this.database = database;
    }

    private static final String COLUMNS = """
            SELECT budget_id, period_start, period_end, limit_pico, limit_tokens, spent_pico, tokens, requests,
                   unpriced_requests, moved_at
            FROM reporting.budget_state
            """;

    // Leans on budget_state_pkey.
    private static final String RUNNING = COLUMNS + """
            WHERE tenant_id = ? AND budget_id = ANY (?) AND period_start <= ? AND period_end > ?
            ORDER BY period_start
            """;

    /** The running period of each of a tenant's budgets, by id; one that was not watched yet is not there. */
    Map<UUID, BudgetState> running(String tenant, List<Budget> budgets, Instant now) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        return database.read(REPORT, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(RUNNING)) {
                statement.setString(1, tenant);
                statement.setArray(
                        2,
                        connection.createArrayOf(
                                "uuid", budgets.stream().map(Budget::id).toArray()));
                statement.setObject(3, at);
                statement.setObject(4, at);
                Map<UUID, BudgetState> running = new HashMap<>();
                states(statement).forEach(state -> running.put(state.budget(), state));
                return running;
            }
        });
    }

    // Leans on budget_state_pkey.
    private static final String OF_ONE = COLUMNS + """
            WHERE tenant_id = ? AND budget_id = ?
            ORDER BY period_start DESC
            LIMIT ?
            """;

    /** The periods of a budget so far, the latest first. */
    List<BudgetState> of(Budget budget) {
        return database.read(REPORT, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(OF_ONE)) {
                statement.setString(1, budget.tenant());
                statement.setObject(2, budget.id());
                statement.setInt(3, MOST_PERIODS);
                return states(statement);
            }
        });
    }

    private static List<BudgetState> states(PreparedStatement statement) throws SQLException {
        List<BudgetState> states = new ArrayList<>();
        ResultSet found = statement.executeQuery();
        while (found.next()) {
            states.add(new BudgetState(
                    found.getObject("budget_id", UUID.class),
                    found.getObject("period_start", OffsetDateTime.class).toInstant(),
                    found.getObject("period_end", OffsetDateTime.class).toInstant(),
                    pico(found, "limit_pico"),
                    found.getObject("limit_tokens", Long.class),
                    pico(found, "spent_pico"),
                    found.getLong("tokens"),
                    found.getLong("requests"),
                    found.getLong("unpriced_requests"),
                    found.getObject("moved_at", OffsetDateTime.class).toInstant()));
        }
        return states;
    }

    private static @Nullable BigInteger pico(ResultSet found, String column) throws SQLException {
        BigDecimal pico = found.getBigDecimal(column);
        return pico == null ? null : pico.toBigIntegerExact();
    }
}
