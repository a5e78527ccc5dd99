package io.tokenledger.report.outlook;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which budgets' forecasts are to be made anew, which of them may have left an alert behind, and who makes them. */
final class DueForecastTable {
    private DueForecastTable() {}

    /** A period of a budget. */
    record Due(String tenant, UUID budget, Instant periodStart) {}

    /**
     * When a forecast is too old.
     *
     * @param staleBefore one that is older is made anew in any case
     * @param restBefore one that is younger is left alone, whatever moved
     */
    record Age(Instant now, Instant staleBefore, Instant restBefore) {}

    // All tenants: the job is for all of them. Joins on budget_state_pkey and budget_forecast_pkey.
    private static final String DUE = """
            SELECT s.tenant_id, s.budget_id, s.period_start
            FROM reporting.budget_state s
            JOIN reporting.budget b ON b.tenant_id = s.tenant_id AND b.budget_id = s.budget_id AND b.archived_at IS NULL
            LEFT JOIN reporting.budget_forecast f
                ON f.tenant_id = s.tenant_id AND f.budget_id = s.budget_id AND f.period_start = s.period_start
            WHERE s.period_start <= ? AND s.period_end > ?
              AND (f.computed_at IS NULL OR f.computed_at < ? OR f.revision <> s.revision
                   OR (f.computed_at < ?
                       AND (f.book_version <> ?
                            OR (f.state_used IS NULL) <> (CASE WHEN s.limit_pico IS NULL THEN s.tokens ELSE s.spent_pico END IS NULL)
                            OR 100 * abs(CASE WHEN s.limit_pico IS NULL THEN s.tokens ELSE s.spent_pico END - f.state_used)
                               > f.state_used)))
            ORDER BY f.computed_at NULLS FIRST, s.tenant_id, s.budget_id
            LIMIT ?
            """;

    /**
     * Running periods of budgets that have no forecast, or an old one, or one of another revision; and of which more than a
     * hundredth was used since, or for which the price book changed. The one that waited longest first.
     */
    static List<Due> due(Connection connection, Age age, long bookVersion, int most) throws SQLException {
        List<Due> due = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setObject(1, BudgetForecastTable.utc(age.now()));
            select.setObject(2, BudgetForecastTable.utc(age.now()));
            select.setObject(3, BudgetForecastTable.utc(age.staleBefore()));
            select.setObject(4, BudgetForecastTable.utc(age.restBefore()));
            select.setLong(5, bookVersion);
            select.setInt(6, most);
            ResultSet found = select.executeQuery();
            while (found.next()) {
                due.add(due(found));
            }
        }
        return due;
    }

    // All tenants. Leans on budget_forecast_warned.
    private static final String LEFT = """
            SELECT f.tenant_id, f.budget_id, f.period_start
            FROM reporting.budget_forecast f
            JOIN reporting.budget b ON b.tenant_id = f.tenant_id AND b.budget_id = f.budget_id
            WHERE f.warned AND (f.period_end <= ? OR b.archived_at IS NOT NULL)
            ORDER BY f.tenant_id, f.budget_id, f.period_start
            LIMIT ?
            """;

    /** Periods that are over, or whose budget was archived, and of which an alert may be firing. */
    static List<Due> left(Connection connection, Instant now, int most) throws SQLException {
        List<Due> left = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(LEFT)) {
            select.setObject(1, BudgetForecastTable.utc(now));
            select.setInt(2, most);
            ResultSet found = select.executeQuery();
            while (found.next()) {
                left.add(due(found));
            }
        }
        return left;
    }

    private static Due due(ResultSet found) throws SQLException {
        return new Due(
                found.getString("tenant_id"),
                found.getObject("budget_id", UUID.class),
                found.getObject("period_start", OffsetDateTime.class).toInstant());
    }

    private static final String UNWARN = """
            UPDATE reporting.budget_forecast SET warned = false
            WHERE tenant_id = ? AND budget_id = ? AND period_start = ?
            """;

    static void unwarn(Connection connection, Due period) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UNWARN)) {
            update.setString(1, period.tenant());
            update.setObject(2, period.budget());
            update.setObject(3, BudgetForecastTable.utc(period.periodStart()));
            update.executeUpdate();
        }
    }

    /**
     * What a budget's state says.
     *
     * @param used null: not known
     */
    record State(
            int revision,
            BigInteger limit,
            BigInteger carried,
            @Nullable BigInteger used,
            int measuredSince) {}

    // Leans on budget_state_pkey.
    private static final String STATE = """
            SELECT s.revision, coalesce(s.limit_pico, s.limit_tokens) AS budget_limit, s.carried,
                   CASE WHEN s.limit_pico IS NULL THEN s.tokens ELSE s.spent_pico END AS used,
                   coalesce(w.measured_since, 1) AS measured_since
            FROM reporting.budget_state s
            LEFT JOIN reporting.budget_watched w ON w.tenant_id = s.tenant_id AND w.budget_id = s.budget_id
            WHERE s.tenant_id = ? AND s.budget_id = ? AND s.period_start = ?
            """;

    static Optional<State> state(Connection connection, Due period) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STATE)) {
            select.setString(1, period.tenant());
            select.setObject(2, period.budget());
            select.setObject(3, BudgetForecastTable.utc(period.periodStart()));
            ResultSet found = select.executeQuery();
            if (!found.next()) {
                return Optional.empty();
            }
            BigDecimal used = found.getBigDecimal("used");
            return Optional.of(new State(
                    found.getInt("revision"),
                    found.getBigDecimal("budget_limit").toBigIntegerExact(),
                    found.getBigDecimal("carried").toBigIntegerExact(),
                    used == null ? null : used.toBigIntegerExact(),
                    found.getInt("measured_since")));
        }
    }

    private static final String TAKE = """
            UPDATE reporting.outlook_lease SET holder = ?, held_until = ?
            WHERE lease = 'budgets' AND (holder = ? OR held_until <= ?)
            RETURNING lease
            """;

    /** True: it is the holder's until then. False: another instance has it. */
    static boolean takeLease(Connection connection, UUID holder, Instant now, Instant until) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(TAKE)) {
            update.setObject(1, holder);
            update.setObject(2, BudgetForecastTable.utc(until));
            update.setObject(3, holder);
            update.setObject(4, BudgetForecastTable.utc(now));
            return update.executeQuery().next();
        }
    }
}
