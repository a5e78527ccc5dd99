package io.tokenledger.report.catalog;

import io.tokenledger.report.ledger.LedgerViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The catalog as one transaction sees it. It is read anew where the facts have changed, and else kept. */
@ApplicationScoped
public class CatalogReader {
    private final AtomicReference<@Nullable ModelCatalog> kept = new AtomicReference<>();

    private final LedgerViews database;

    public CatalogReader(LedgerViews database) {
        this.database = database;
    }

    /** As it is now. */
    public ModelCatalog current() {
        return database.read("models", this::current);
    }

    /** Within a transaction that sees one state of the database throughout, as those of reports do. */
    public ModelCatalog current(Connection connection) throws SQLException {
        long version = FactImportTable.version(connection);
        ModelCatalog known = kept.get();
        if (known != null && known.version() == version) {
            return known;
        }
        ModelCatalog read = new ModelCatalog(
                version, ModelFactTable.counting(connection), TokenizerRatioTable.counting(connection));
        kept.set(read);
        return read;
    }
}
