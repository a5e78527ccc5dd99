package io.tokenledger.report.budget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.report.budget.Budget.Limit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a budget of a row of reporting.budget. */
final class BudgetRowReader {
    /** The columns that are read here. */
    static final String COLUMNS = """
            tenant_id, budget_id, name, scope::text AS scope, period, timezone, amount_pico, currency, tokens,
                thresholds, forecast_thresholds, channels, created_at, revision, owner, first_day, end_day, carry_over,
                parent_id, may_exceed_parent, exhaustion_days, changed_at, archived_at\
            """;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private BudgetRowReader() {}

    static Budget budget(ResultSet found) throws SQLException {
        String currency = found.getString("currency");
        return new Budget(
                found.getObject("budget_id", UUID.class),
                found.getString("tenant_id"),
                found.getInt("revision"),
                found.getString("name"),
                found.getString("owner"),
                scope(found.getString("scope")),
                days(found),
                currency == null
                        ? new Limit.Tokens(found.getLong("tokens"))
                        : new Limit.Money(found.getBigDecimal("amount_pico").toBigIntegerExact(), currency),
                CarryOver.valueOf(found.getString("carry_over").toUpperCase(Locale.ROOT)),
                alarms(found),
                new Budget.Place(found.getObject("parent_id", UUID.class), found.getBoolean("may_exceed_parent")),
                found.getObject("created_at", OffsetDateTime.class).toInstant(),
                found.getObject("changed_at", OffsetDateTime.class).toInstant(),
                instantOrNull(found, "archived_at"));
    }

    private static Budget.Days days(ResultSet found) throws SQLException {
        return new Budget.Days(
                BudgetPeriod.valueOf(found.getString("period").toUpperCase(Locale.ROOT)),
                ZoneId.of(found.getString("timezone")),
                found.getObject("first_day", LocalDate.class),
                found.getObject("end_day", LocalDate.class));
    }

    private static Budget.Alarms alarms(ResultSet found) throws SQLException {
        return new Budget.Alarms(
                texts(found, "thresholds"),
                texts(found, "forecast_thresholds"),
                found.getObject("exhaustion_days", Integer.class),
                texts(found, "channels").stream().map(UUID::fromString).toList());
    }

    private static @Nullable Instant instantOrNull(ResultSet found, String column) throws SQLException {
        OffsetDateTime time = found.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static List<String> texts(ResultSet found, String column) throws SQLException {
        return List.of((String[]) found.getArray(column).getArray());
    }

    private static Map<String, List<String>> scope(String json) throws SQLException {
        try {
            return JSON.readValue(json, new TypeReference<TreeMap<String, List<String>>>() {});
        } catch (JsonProcessingException broken) {
            throw new SQLException("the scope of a budget is not readable", broken);
        }
    }
}
