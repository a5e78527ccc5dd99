package io.tokenledger.pricing.fx;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The only way in for exchange rates. A file goes in as a whole or not at all; what it says of a day counts from then on.
 * The same file again changes nothing.
 */
@ApplicationScoped
public class FxImport {
    private record Day(String currency, LocalDate rateDate) {}

    private final DataSource dataSource;

    public FxImport(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Imports a file in one transaction; imports wait for one another.
     *
     * @param dryRun only says what the import would do
     */
    FxImportResult run(EcbFile file, FxOrigin origin, boolean dryRun) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                lock(connection);
                FxImportResult result = difference(connection, file, dryRun);
                if (dryRun || !result.statesSomethingNew()) {
                    connection.rollback();
                    return result;
                }
                long importId = append(connection, result, origin);
                connection.commit();
                return result.writtenAs(importId);
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static FxImportResult difference(Connection connection, EcbFile file, boolean dryRun) throws SQLException {
        Map<Day, BigDecimal> known = known(connection, file.rates());
        var added = new ArrayList<StatedRate>();
        var changed = new ArrayList<FxImportResult.Changed>();
        long unchanged = 0;
        for (StatedRate rate : file.rates()) {
            BigDecimal was = known.get(new Day(rate.currency(), rate.rateDate()));
            if (was == null) {
                added.add(rate);
            } else if (was.compareTo(rate.perEuro()) != 0) {
                changed.add(new FxImportResult.Changed(rate, was));
            } else {
                unchanged++;
            }
        }
        return new FxImportResult(null, dryRun, added, changed, unchanged, file.notAvailable());
    }

    private static long append(Connection connection, FxImportResult result, FxOrigin origin) throws SQLException {
        Instant knownFrom = Instant.now().truncatedTo(ChronoUnit.MICROS);
        long importId = insertImport(connection, origin, knownFrom);
        List<StatedRate> stated = Stream.concat(
                        result.added().stream(), result.changed().stream().map(FxImportResult.Changed::rate))
                .toList();
        insertRates(connection, stated, knownFrom, importId);
        return importId;
    }

    private static final String LOCK = "UPDATE pricing.book_version SET version = version + 1 WHERE book = 'fx'";

    private static void lock(Connection connection) throws SQLException {
        try (var update = connection.prepareStatement(LOCK)) {
            if (update.executeUpdate() != 1) {
                throw new SQLException("pricing.book_version has no row 'fx'");
            }
        }
    }

    private static final String SELECT_KNOWN = """
            SELECT DISTINCT ON (currency, rate_date) currency, rate_date, per_euro
            FROM pricing.fx_rate
            WHERE rate_date BETWEEN ? AND ?
            ORDER BY currency, rate_date, import_id DESC
            """;

    private static Map<Day, BigDecimal> known(Connection connection, List<StatedRate> rates) throws SQLException {
        var byDate = Comparator.comparing(StatedRate::rateDate);
        var known = new HashMap<Day, BigDecimal>();
        try (var select = connection.prepareStatement(SELECT_KNOWN)) {
            select.setObject(1, rates.stream().min(byDate).orElseThrow().rateDate());
            select.setObject(2, rates.stream().max(byDate).orElseThrow().rateDate());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    var day = new Day(row.getString("currency"), row.getObject("rate_date", LocalDate.class));
                    known.put(day, row.getBigDecimal("per_euro"));
                }
            }
        }
        return known;
    }

    private static final String INSERT_IMPORT = """
            INSERT INTO pricing.fx_import (format, label, content_sha256, author, reason, imported_at)
            VALUES (?, ?, ?, ?, ?, ?)
            RETURNING import_id
            """;

    private static long insertImport(Connection connection, FxOrigin origin, Instant importedAt) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT_IMPORT)) {
            insert.setString(1, origin.format());
            insert.setString(2, origin.label());
            insert.setString(3, origin.contentSha256());
            insert.setString(4, origin.author());
            insert.setString(5, origin.reason());
            insert.setObject(6, importedAt.atOffset(ZoneOffset.UTC));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong("import_id");
            }
        }
    }

    private static final String INSERT_RATES = """
            INSERT INTO pricing.fx_rate (currency, rate_date, per_euro, known_from, import_id)
            SELECT s.currency, s.rate_date, s.per_euro, ?, ?
            FROM unnest(?, ?, ?) AS s (currency, rate_date, per_euro)
            """;

    private static void insertRates(Connection connection, List<StatedRate> rates, Instant knownFrom, long importId)
            throws SQLException {
        try (var insert = connection.prepareStatement(INSERT_RATES)) {
            insert.setObject(1, knownFrom.atOffset(ZoneOffset.UTC));
            insert.setLong(2, importId);
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "text", rates.stream().map(StatedRate::currency).toArray()));
            insert.setArray(
                    4,
                    connection.createArrayOf(
                            "date", rates.stream().map(StatedRate::rateDate).toArray()));
            insert.setArray(
                    5,
                    connection.createArrayOf(
                            "numeric", rates.stream().map(StatedRate::perEuro).toArray()));
            insert.executeUpdate();
        }
    }
}
