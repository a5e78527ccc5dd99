package io.tokenledger.report.fx;

import io.tokenledger.report.period.Period;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads the rates that pricing-service publishes, in the transaction that reads the costs. */
public final class FxRateReader {
    private FxRateReader() {}

    private static final String RATES = """
            SELECT rate_date, valid_until, per_euro
            FROM pricing.fx_rate_published
            WHERE currency = ? AND valid_from <= ? AND valid_until > ?
            """;

    /** The rates of a currency that are used within a period. */
    public static FxRates read(Connection connection, String currency, Period period) throws SQLException {
        List<FxRate> rates = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(RATES)) {
            statement.setString(1, currency);
            statement.setObject(2, LocalDate.ofInstant(period.to(), ZoneOffset.UTC));
            statement.setObject(3, LocalDate.ofInstant(period.from(), ZoneOffset.UTC));
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                rates.add(new FxRate(
                        found.getObject("rate_date", LocalDate.class),
                        found.getObject("valid_until", LocalDate.class),
                        found.getBigDecimal("per_euro")));
            }
        }
        return new FxRates(rates);
    }
}
