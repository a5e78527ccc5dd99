package io.tokenledger.pricing.fx;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What rates are and were, read from the append-only rows. */
@ApplicationScoped
public class FxRates {
    /** How old a rate may be: over weekends and holidays, and no further. As in pricing.fx_rate_published. */
    static final int MOST_DAYS_BACK = 7;

    private final DataSource dataSource;

    public FxRates(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    // Read backwards from fx_rate_pkey (currency, rate_date, import_id).
    private static final String SELECT_ON_DAY = """
            SELECT rate_date, per_euro, known_from
            FROM pricing.fx_rate
            WHERE currency = ? AND rate_date BETWEEN ? AND ? AND known_from <= ?
            ORDER BY rate_date DESC, import_id DESC
            LIMIT 1
            """;

    /** The rate that is used for a day: the newest on or before it; null where there is none. Not for the euro. */
    @Nullable
    PublishedRate onDay(String currency, LocalDate day, Instant knownAt) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT_ON_DAY)) {
            select.setString(1, currency);
            select.setObject(2, day.minusDays(MOST_DAYS_BACK));
            select.setObject(3, day);
            select.setObject(4, knownAt.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new PublishedRate(
                                currency,
                                row.getObject("rate_date", LocalDate.class),
                                row.getBigDecimal("per_euro"),
                                instant(row, "known_from"))
                        : null;
            }
        }
    }

    /**
     * A statement about a day.
     *
     * @param knownUntil when it was superseded; null: it counts
     */
    record Statement(
            LocalDate rateDate,
            BigDecimal perEuro,
            Instant knownFrom,
            @Nullable Instant knownUntil,
            long importId,
            String label,
            String author,
            String reason) {}

    private static final String SELECT_HISTORY = """
            SELECT s.rate_date, s.per_euro, s.known_from, s.known_until, s.import_id, i.label, i.author, i.reason
            FROM (SELECT rate_date, per_euro, known_from, import_id,
                         lead(known_from) OVER (PARTITION BY rate_date ORDER BY import_id) AS known_until
                  FROM pricing.fx_rate
                  WHERE currency = ? AND rate_date >= ? AND rate_date < ? AND known_from <= ?) s
            JOIN pricing.fx_import i ON i.import_id = s.import_id
            WHERE (s.rate_date, s.import_id) > (?, ?)
            ORDER BY s.rate_date, s.import_id
            LIMIT ?
            """;

    /** Every statement about the days asked for, also what is superseded, by day and then by age. */
    List<Statement> history(FxHistoryQuery query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT_HISTORY)) {
            select.setString(1, query.currency());
            select.setObject(2, query.from());
            select.setObject(3, query.to());
            select.setObject(4, query.knownAt().atOffset(ZoneOffset.UTC));
            select.setObject(5, query.after().rateDate());
            select.setLong(6, query.after().importId());
            select.setInt(7, query.limit());
            try (ResultSet row = select.executeQuery()) {
                var statements = new ArrayList<Statement>();
                while (row.next()) {
                    statements.add(statement(row));
                }
                return statements;
            }
        }
    }

    private static Statement statement(ResultSet row) throws SQLException {
        OffsetDateTime until = row.getObject("known_until", OffsetDateTime.class);
        return new Statement(
                row.getObject("rate_date", LocalDate.class),
                row.getBigDecimal("per_euro"),
                instant(row, "known_from"),
                until == null ? null : until.toInstant(),
                row.getLong("import_id"),
                row.getString("label"),
                row.getString("author"),
                row.getString("reason"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
