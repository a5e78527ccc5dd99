package io.tokenledger.report.budget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.report.budget.Budget.Limit;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Budgets as they were created. */
final class BudgetTable {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private BudgetTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.budget (tenant_id, budget_id, name, scope, period, timezone, amount_pico, currency, tokens,
                thresholds, forecast_thresholds, channels, created_at)
            VALUES (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            RETURNING budget_id
            """;

    /** False, and nothing is there, where the tenant has a budget of that name. */
    static boolean insert(Connection connection, Budget budget) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, budget.tenant());
            statement.setObject(2, budget.id());
            statement.setString(3, budget.name());
            statement.setString(4, json(budget.scope()));
            statement.setString(5, budget.period().wireName());
            statement.setString(6, budget.zone().getId());
            switch (budget.limit()) {
                case Limit.Money(var pico, var currency) -> {
                    statement.setBigDecimal(7, new BigDecimal(pico));
                    statement.setString(8, currency);
                    statement.setNull(9, Types.BIGINT);
                }
                case Limit.Tokens(var tokens) -> {
                    statement.setNull(7, Types.NUMERIC);
                    statement.setNull(8, Types.VARCHAR);
                    statement.setLong(9, tokens);
                }
            }
            statement.setArray(10, texts(connection, budget.thresholds()));
            statement.setArray(11, texts(connection, budget.forecastThresholds()));
            statement.setArray(12, texts(connection, budget.channels()));
            statement.setObject(13, budget.createdAt().atOffset(ZoneOffset.UTC));
            return statement.executeQuery().next();
        }
    }

    // Leans on budget_pkey, and for a whole tenant on budget_name_key.
    private static final String SELECT = """
            SELECT tenant_id, budget_id, name, scope::text AS scope, period, timezone, amount_pico, currency, tokens,
                   thresholds, forecast_thresholds, channels, created_at
            FROM reporting.budget
            WHERE tenant_id = ? AND (?::uuid IS NULL OR budget_id = ?::uuid)
            ORDER BY name, budget_id
            """;

    /** All of a tenant, or the one of that id. */
    static List<Budget> read(Connection connection, String tenant, @Nullable UUID id) throws SQLException {
        List<Budget> budgets = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setString(1, tenant);
            statement.setObject(2, id, Types.OTHER);
            statement.setObject(3, id, Types.OTHER);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                budgets.add(budget(found));
            }
        }
        return budgets;
    }

    private static Budget budget(ResultSet found) throws SQLException {
        String currency = found.getString("currency");
        return new Budget(
                found.getObject("budget_id", UUID.class),
                found.getString("tenant_id"),
                found.getString("name"),
                scope(found.getString("scope")),
                BudgetPeriod.valueOf(found.getString("period").toUpperCase(Locale.ROOT)),
                ZoneId.of(found.getString("timezone")),
                currency == null
                        ? new Limit.Tokens(found.getLong("tokens"))
                        : new Limit.Money(found.getBigDecimal("amount_pico").toBigIntegerExact(), currency),
                texts(found, "thresholds"),
                texts(found, "forecast_thresholds"),
                texts(found, "channels"),
                found.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static java.sql.Array texts(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private static List<String> texts(ResultSet found, String column) throws SQLException {
        return List.of((String[]) found.getArray(column).getArray());
    }

    private static String json(Map<String, List<String>> scope) {
        try {
            return JSON.writeValueAsString(scope);
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException("texts by name cannot be written as JSON", cannotBe);
        }
    }

    private static Map<String, List<String>> scope(String json) throws SQLException {
        try {
            return JSON.readValue(json, new TypeReference<TreeMap<String, List<String>>>() {});
        } catch (JsonProcessingException broken) {
            throw new SQLException("the scope of a budget is not readable", broken);
        }
    }
}
