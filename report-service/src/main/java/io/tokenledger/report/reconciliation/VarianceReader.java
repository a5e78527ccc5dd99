package io.tokenledger.report.reconciliation;

import io.tokenledger.report.period.Period;
import io.tokenledger.report.reconciliation.Variance.ProviderVariance;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads how far bills and books are apart, as they were last compared. */
public final class VarianceReader {
    private VarianceReader() {}

    // Leans on reconciliation_day_pkey, reconciliation_accepted_row_by_day and manual_item_reverses_key. What was
    // accepted counts whichever comparison
    // it was accepted in: the later ones know of it. What was taken back does not.
    private static final String OF_PERIOD = """
        WITH latest AS MATERIALIZED (
            SELECT DISTINCT ON (provider, day) provider, day, compared_at, currency, billed_pico, booked_pico
            FROM reporting.reconciliation_day
            WHERE tenant_id = ? AND day >= ? AND day < ?
            ORDER BY provider, day, compared_at DESC, reconciliation_id DESC),
        accepted AS MATERIALIZED (
            SELECT r.provider, r.day, r.currency, sum(r.amount_pico) AS amount_pico
            FROM reporting.reconciliation_accepted_row r
            JOIN reporting.reconciliation_acceptance c
                ON c.tenant_id = r.tenant_id AND c.reconciliation_id = r.reconciliation_id
                    AND c.acceptance_id = r.acceptance_id
            LEFT JOIN reporting.manual_item m ON m.tenant_id = c.tenant_id AND m.reverses = c.item_id
            WHERE r.tenant_id = ? AND r.day >= ? AND r.day < ? AND m.item_id IS NULL
            GROUP BY r.provider, r.day, r.currency)
        SELECT l.provider, l.currency, sum(l.billed_pico) AS billed_pico, sum(l.booked_pico) AS booked_pico,
               coalesce(sum(a.amount_pico), 0) AS accepted_pico, count(*)::int AS days,
               max(l.compared_at) AS compared_at
        FROM latest l
        LEFT JOIN accepted a ON a.provider = l.provider AND a.day = l.day AND a.currency = l.currency
        GROUP BY l.provider, l.currency
        """;

    /**
     * The days of UTC that begin within the period, since vendors bill by these: in a zone behind UTC the last hours of the
     * first day belong to the day before, and so at the end.
     */
    public static Variance of(Connection connection, String tenant, Period period) throws SQLException {
        LocalDate first = firstDayFrom(period.from());
        LocalDate end = firstDayFrom(period.to());
        List<ProviderVariance> providers = new ArrayList<>();
        try (var statement = connection.prepareStatement(OF_PERIOD)) {
            statement.setString(1, tenant);
            statement.setObject(2, first);
            statement.setObject(3, end);
            statement.setString(4, tenant);
            statement.setObject(5, first);
            statement.setObject(6, end);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                providers.add(new ProviderVariance(
                        found.getString("provider"),
                        found.getString("currency"),
                        pico(found, "billed_pico"),
                        pico(found, "booked_pico"),
                        pico(found, "accepted_pico"),
                        found.getInt("days"),
                        found.getObject("compared_at", OffsetDateTime.class).toInstant()));
            }
        }
        return new Variance(providers);
    }

    private static BigInteger pico(ResultSet found, String column) throws SQLException {
        BigDecimal value = found.getBigDecimal(column);
        return value.toBigIntegerExact();
    }

    private static LocalDate firstDayFrom(Instant instant) {
        LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        boolean atStart = day.atStartOfDay().toInstant(ZoneOffset.UTC).equals(instant);
        return atStart ? day : day.plusDays(1);
    }
}
