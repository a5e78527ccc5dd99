package io.tokenledger.report.budget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.report.budget.Budget.Limit;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Budgets as they are now, written one at a time. */
final class BudgetTable {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private BudgetTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.budget (name, scope, period, timezone, amount_pico, currency, tokens, thresholds,
                forecast_thresholds, channels, revision, owner, first_day, end_day, carry_over, parent_id,
                may_exceed_parent, exhaustion_days, changed_at, archived_at, created_at, tenant_id, budget_id)
            VALUES (?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            RETURNING budget_id
            """;

    /** False, and nothing is there, where the tenant has a budget of that name. */
    static boolean insert(Connection connection, Budget budget) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            set(statement, budget);
            statement.setObject(21, utc(budget.createdAt()));
            statement.setString(22, budget.tenant());
            statement.setObject(23, budget.id());
            return statement.executeQuery().next();
        }
    }

    // Leans on budget_pkey.
    private static final String UPDATE = """
            UPDATE reporting.budget
            SET name = ?, scope = ?::jsonb, period = ?, timezone = ?, amount_pico = ?, currency = ?, tokens = ?,
                thresholds = ?, forecast_thresholds = ?, channels = ?, revision = ?, owner = ?, first_day = ?,
                end_day = ?, carry_over = ?, parent_id = ?, may_exceed_parent = ?, exhaustion_days = ?, changed_at = ?,
                archived_at = ?
            WHERE tenant_id = ? AND budget_id = ?
            """;

    /** False where the tenant has another budget of that name; the transaction, or its savepoint, is to be taken back. */
    static boolean update(Connection connection, Budget budget) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            set(statement, budget);
            statement.setString(21, budget.tenant());
            statement.setObject(22, budget.id());
            if (statement.executeUpdate() != 1) {
                throw new SQLException("budget " + budget.id() + ", which is locked, is not there");
            }
            return true;
        } catch (SQLException failure) {
            if (UNIQUE_VIOLATION.equals(failure.getSQLState())) {
                return false;
            }
            throw failure;
        }
    }

    // Leans on budget_pkey. Not FOR UPDATE: a scenario that is held against a budget need not wait.
    private static final String LOCK = "SELECT " + BudgetRowReader.COLUMNS + """

            FROM reporting.budget
            WHERE tenant_id = ? AND budget_id = ?
            FOR NO KEY UPDATE
            """;

    /** The budget as the last transaction left it; others that want to change it wait until this one ends. */
    static Optional<Budget> lock(Connection connection, String tenant, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, tenant);
            statement.setObject(2, id);
            ResultSet found = statement.executeQuery();
            return found.next() ? Optional.of(BudgetRowReader.budget(found)) : Optional.empty();
        }
    }

    private static void set(PreparedStatement statement, Budget budget) throws SQLException {
        statement.setString(1, budget.name());
        statement.setString(2, json(budget.scope()));
        statement.setString(3, budget.period().wireName());
        statement.setString(4, budget.zone().getId());
        setLimit(statement, budget.limit());
        Budget.Alarms alarms = budget.alarms();
        statement.setArray(8, texts(statement, alarms.thresholds()));
        statement.setArray(9, texts(statement, alarms.forecastThresholds()));
        statement.setArray(
                10,
                texts(statement, alarms.channels().stream().map(UUID::toString).toList()));
        statement.setInt(11, budget.revision());
        statement.setString(12, budget.owner());
        statement.setObject(13, budget.days().first());
        statement.setObject(14, budget.days().end());
        statement.setString(15, budget.carryOver().wireName());
        statement.setObject(16, budget.place().parent(), Types.OTHER);
        statement.setBoolean(17, budget.place().mayExceedParent());
        statement.setObject(18, alarms.exhaustionDays(), Types.INTEGER);
        statement.setObject(19, utc(budget.changedAt()));
        statement.setObject(20, utc(budget.archivedAt()));
    }

    private static void setLimit(PreparedStatement statement, Limit limit) throws SQLException {
        switch (limit) {
            case Limit.Money(var pico, var currency) -> {
                statement.setBigDecimal(5, new BigDecimal(pico));
                statement.setString(6, currency);
                statement.setNull(7, Types.BIGINT);
            }
            case Limit.Tokens(var tokens) -> {
                statement.setNull(5, Types.NUMERIC);
                statement.setNull(6, Types.VARCHAR);
                statement.setLong(7, tokens);
            }
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static java.sql.Array texts(PreparedStatement statement, List<String> texts) throws SQLException {
        return statement.getConnection().createArrayOf("text", texts.toArray());
    }

    static String json(Map<String, List<String>> scope) {
        try {
            return JSON.writeValueAsString(scope);
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException("texts by name cannot be written as JSON", cannotBe);
        }
    }
}
