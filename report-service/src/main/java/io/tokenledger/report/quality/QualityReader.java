package io.tokenledger.report.quality;

import io.tokenledger.report.catalog.CatalogReader;
import io.tokenledger.report.catalog.ModelCatalog;
import io.tokenledger.report.ledger.LedgerViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Quality as one transaction sees it. Benchmarks are read anew where the facts have changed, and else kept. */
@ApplicationScoped
public class QualityReader {
    private record Kept(long version, QualityScores scores) {}

    private final LedgerViews database;
    private final CatalogReader catalogs;
    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

    public QualityReader(LedgerViews database, CatalogReader catalogs) {
        this.database = database;
        this.catalogs = catalogs;
    }

    /** As it is now. */
    public QualityScores current() {
        return database.read("benchmarks", this::current);
    }

    /** Within a transaction that sees one state of the database throughout, as those of reports do. */
    public QualityScores current(Connection connection) throws SQLException {
        ModelCatalog catalog = catalogs.current(connection);
        Kept known = kept.get();
        if (known != null && known.version == catalog.version()) {
            return known.scores;
        }
        QualityScores scores = new QualityScores(
                catalog, BenchmarkTable.counting(connection), BenchmarkScoreTable.counting(connection));
        kept.set(new Kept(catalog.version(), scores));
        return scores;
    }

    /** A tenant's own evidence as it is now. */
    public TenantEvaluations evaluations(String tenant) {
        return database.read("evaluations", connection -> evaluations(connection, tenant));
    }

    /** The same within a transaction. */
    public TenantEvaluations evaluations(Connection connection, String tenant) throws SQLException {
        return new TenantEvaluations(catalogs.current(connection), EvaluationTable.counting(connection, tenant));
    }
}
