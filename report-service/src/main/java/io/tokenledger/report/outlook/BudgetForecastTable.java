package io.tokenledger.report.outlook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.report.outlook.BudgetForecast.Exhaustion;
import io.tokenledger.report.outlook.BudgetForecast.Said;
import io.tokenledger.report.outlook.OutlookJson.AccuracyJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was said last of where budgets' periods end. */
final class BudgetForecastTable {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private BudgetForecastTable() {}

    private static final String PUT = """
            INSERT INTO reporting.budget_forecast (tenant_id, budget_id, period_start, period_end, computed_at, revision,
                book_version, unit, state_used, used, method, point, low_80, high_80, low_95, high_95, exhausted_at,
                exhausted_from, exhausted_to, accuracy, notes, why, warned)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?::json, ?, ?)
            ON CONFLICT (tenant_id, budget_id, period_start) DO UPDATE SET
                period_end = excluded.period_end, computed_at = excluded.computed_at, revision = excluded.revision,
                book_version = excluded.book_version, unit = excluded.unit, state_used = excluded.state_used,
                used = excluded.used, method = excluded.method, point = excluded.point, low_80 = excluded.low_80,
                high_80 = excluded.high_80, low_95 = excluded.low_95, high_95 = excluded.high_95,
                exhausted_at = excluded.exhausted_at, exhausted_from = excluded.exhausted_from,
                exhausted_to = excluded.exhausted_to, accuracy = excluded.accuracy, notes = excluded.notes,
                why = excluded.why, warned = excluded.warned
            """;

    /**
     * Keeps what is said instead of what was said before of the period.
     *
     * @param warned whether an alert of it may be firing
     */
    static void put(Connection connection, BudgetForecast forecast, boolean warned) throws SQLException {
        Said said = forecast.said();
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            put.setString(1, forecast.tenant());
            put.setObject(2, forecast.budget());
            put.setObject(3, utc(forecast.periodStart()));
            put.setObject(4, utc(forecast.periodEnd()));
            put.setObject(5, utc(forecast.computedAt()));
            put.setInt(6, forecast.revision());
            put.setLong(7, forecast.bookVersion());
            put.setString(8, forecast.unit());
            put.setObject(9, number(forecast.stateUsed()), Types.NUMERIC);
            put.setObject(10, number(forecast.used()), Types.NUMERIC);
            put.setString(11, said == null ? null : said.method());
            put.setObject(12, said == null ? null : number(said.point()), Types.NUMERIC);
            put.setObject(
                    13, said == null ? null : number(said.ranges().eighty().low()), Types.NUMERIC);
            put.setObject(
                    14, said == null ? null : number(said.ranges().eighty().high()), Types.NUMERIC);
            put.setObject(
                    15, said == null ? null : number(said.ranges().ninetyFive().low()), Types.NUMERIC);
            put.setObject(
                    16, said == null ? null : number(said.ranges().ninetyFive().high()), Types.NUMERIC);
            put.setObject(17, said == null ? null : utc(said.exhaustion().at()), Types.TIMESTAMP_WITH_TIMEZONE);
            put.setObject(18, said == null ? null : utc(said.exhaustion().from()), Types.TIMESTAMP_WITH_TIMEZONE);
            put.setObject(19, said == null ? null : utc(said.exhaustion().to()), Types.TIMESTAMP_WITH_TIMEZONE);
            put.setString(20, said == null ? null : json(said.accuracy()));
            put.setString(21, json(forecast.notes()));
            put.setString(22, forecast.why());
            put.setBoolean(23, warned);
            put.executeUpdate();
        }
    }

    // Leans on budget_forecast_pkey.
    private static final String FIND = """
            SELECT tenant_id, budget_id, period_start, period_end, computed_at, revision, book_version, unit, state_used, used,
                   method, point, low_80, high_80, low_95, high_95, exhausted_at, exhausted_from, exhausted_to,
                   accuracy::text AS accuracy, notes::text AS notes, why
            FROM reporting.budget_forecast
            WHERE tenant_id = ? AND budget_id = ? AND period_start = ?
            """;

    /** What was said last of the budget's period that begins then. */
    static Optional<BudgetForecast> find(Connection connection, String tenant, UUID budget, Instant periodStart)
            throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, tenant);
            find.setObject(2, budget);
            find.setObject(3, utc(periodStart));
            ResultSet found = find.executeQuery();
            return found.next() ? Optional.of(forecast(found)) : Optional.empty();
        }
    }

    private static BudgetForecast forecast(ResultSet found) throws SQLException {
        return new BudgetForecast(
                found.getString("tenant_id"),
                found.getObject("budget_id", UUID.class),
                found.getObject("period_start", OffsetDateTime.class).toInstant(),
                found.getObject("period_end", OffsetDateTime.class).toInstant(),
                found.getObject("computed_at", OffsetDateTime.class).toInstant(),
                found.getInt("revision"),
                found.getLong("book_version"),
                found.getString("unit"),
                numberOrNull(found, "state_used"),
                numberOrNull(found, "used"),
                found.getString("method") == null ? null : said(found),
                read(found.getString("notes"), new TypeReference<List<String>>() {}),
                found.getString("why"));
    }

    private static Said said(ResultSet found) throws SQLException {
        return new Said(
                found.getString("method"),
                number(found, "point"),
                new Ranges(
                        new Ranges.Range(number(found, "low_80"), number(found, "high_80")),
                        new Ranges.Range(number(found, "low_95"), number(found, "high_95"))),
                new Exhaustion(
                        instantOrNull(found, "exhausted_at"),
                        instantOrNull(found, "exhausted_from"),
                        instantOrNull(found, "exhausted_to")),
                read(found.getString("accuracy"), new TypeReference<AccuracyJson>() {}));
    }

    private static BigInteger number(ResultSet found, String column) throws SQLException {
        return found.getBigDecimal(column).toBigIntegerExact();
    }

    private static @Nullable BigInteger numberOrNull(ResultSet found, String column) throws SQLException {
        BigDecimal number = found.getBigDecimal(column);
        return number == null ? null : number.toBigIntegerExact();
    }

    private static @Nullable Instant instantOrNull(ResultSet found, String column) throws SQLException {
        OffsetDateTime time = found.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable BigDecimal number(@Nullable BigInteger number) {
        return number == null ? null : new BigDecimal(number);
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static String json(Object value) throws SQLException {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException cannotBe) {
            throw new SQLException("a forecast cannot be written as JSON", cannotBe);
        }
    }

    private static <T> T read(String text, TypeReference<T> type) throws SQLException {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException broken) {
            throw new SQLException("what is kept of a forecast is not readable", broken);
        }
    }
}
