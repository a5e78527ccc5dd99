package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.ModelAlias;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The only way into the price book, for the bundled prices and for a user's. A file goes in as a whole or not at all,
 * and newer knowledge covers older over the range that it states. The same file again changes nothing.
 */
@ApplicationScoped
public class PriceImport {
    private final DataSource dataSource;

    public PriceImport(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Imports a file in one transaction; imports wait for one another.
     *
     * @param dryRun only says what the import would do
     * @throws PriceFileException the file contradicts the book; nothing was written
     */
    ImportResult run(PriceFile file, ImportOrigin origin, boolean dryRun) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                lockBook(connection);
                ImportResult result = apply(connection, file, origin, dryRun);
                if (result.importId() == null) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** Imports a file of the bundled book, if that content was not imported before by this or another instance. */
    boolean runOnce(PriceFile file, ImportOrigin origin) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (isImported(connection, origin)) {
                return false;
            }
            connection.setAutoCommit(false);
            try {
                lockBook(connection);
                boolean first = !isImported(connection, origin); // another instance may have been faster
                if (first) {
                    apply(connection, file, origin, false);
                }
                connection.commit();
                return first;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static ImportResult apply(Connection connection, PriceFile file, ImportOrigin origin, boolean dryRun)
            throws SQLException {
        Instant knownFrom = Instant.now().truncatedTo(ChronoUnit.MICROS);
        long importId = insertImport(connection, origin, knownFrom);
        List<ModelAlias> newAliases = addAliases(new AliasTable(connection, importId), file, origin);
        List<PriceChange> changes = addPrices(new PriceTable(connection, importId, knownFrom), file, origin);
        var result = new ImportResult(importId, dryRun, changes, newAliases, file.rounded());
        boolean written = !dryRun && (result.changesTheBook() || origin.isBundled());
        return written ? result : new ImportResult(null, dryRun, changes, newAliases, file.rounded());
    }

    private static List<PriceChange> addPrices(PriceTable prices, PriceFile file, ImportOrigin origin)
            throws SQLException {
        var changes = new ArrayList<PriceChange>();
        for (PriceRow row : file.rows()) {
            List<PresentPrice> present = prices.present(row.key(), row.range());
            for (PriceChange change : PriceChange.of(row, present, origin.isBundled())) {
                changes.add(change);
                switch (change) {
                    case PriceChange.New isNew -> prices.supersede(row, isNew.range(), List.of());
                    case PriceChange.Changed changed -> prices.supersede(row, changed.range(), changed.was());
                    case PriceChange.Unchanged _, PriceChange.Kept _ -> {}
                }
            }
        }
        return changes;
    }

    private static List<ModelAlias> addAliases(AliasTable aliases, PriceFile file, ImportOrigin origin)
            throws SQLException {
        var added = new ArrayList<ModelAlias>();
        var errors = new ArrayList<PriceFileError>();
        for (PriceRow row : file.rows()) {
            for (String name : row.aliases()) {
                var alias = new ModelAlias(row.key().provider(), name, row.key().model());
                String present = aliases.modelOf(alias.provider(), alias.alias());
                if (present == null) {
                    aliases.insert(alias);
                    added.add(alias);
                } else if (!present.equals(alias.model()) && !origin.isBundled()) {
                    errors.add(new PriceFileError(
                            row.line(), "aliases", name, "already stands for model '" + present + "' in the book"));
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new PriceFileException(errors);
        }
        return added;
    }

    private static final String LOCK_BOOK =
            "UPDATE pricing.book_version SET version = version + 1 WHERE book = 'prices'";

    private static void lockBook(Connection connection) throws SQLException {
        try (var update = connection.prepareStatement(LOCK_BOOK)) {
            if (update.executeUpdate() != 1) {
                throw new SQLException("pricing.book_version has no row 'prices'");
            }
        }
    }

    private static final String SELECT_IMPORTED =
            "SELECT EXISTS (SELECT FROM pricing.price_import WHERE format = ? AND content_sha256 = ?)";

    private static boolean isImported(Connection connection, ImportOrigin origin) throws SQLException {
        try (var select = connection.prepareStatement(SELECT_IMPORTED)) {
            select.setString(1, origin.format());
            select.setString(2, origin.contentSha256());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static final String INSERT_IMPORT = """
            INSERT INTO pricing.price_import (format, label, content_sha256, author, reason, imported_at)
            VALUES (?, ?, ?, ?, ?, ?)
            RETURNING import_id
            """;

    private static long insertImport(Connection connection, ImportOrigin origin, Instant importedAt)
            throws SQLException {
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
}
