package io.tokenledger.report.catalog;

import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** Adds statements to the catalog. What was stated before is kept, and no longer counts. */
@ApplicationScoped
public class CatalogWriter {
    private final ReportingStore store;
    private final Clock clock;

    public CatalogWriter(ReportingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What a user states of a model; it goes before what came with the product. */
    void stateModel(ModelFacts facts, FactOrigin origin) {
        store.write(connection ->
                addModels(connection, List.of(facts), FactImportTable.begin(connection, origin, clock.instant())));
    }

    /** The same of two tokenizers. */
    void stateRatio(TokenizerRatio ratio, FactOrigin origin) {
        store.write(connection ->
                addRatios(connection, List.of(ratio), FactImportTable.begin(connection, origin, clock.instant())));
    }

    /** A file of models that came with the product; false where that content is there already. */
    public boolean importModels(String csv, FactOrigin origin) {
        List<ModelFacts> models = ModelFactsForm.modelsOf(csv);
        return store.write(connection -> {
            Long importId = FactImportTable.beginOnce(connection, origin, clock.instant());
            return importId != null && addModels(connection, models, importId);
        });
    }

    /** The same of tokenizers. */
    public boolean importRatios(String csv, FactOrigin origin) {
        List<TokenizerRatio> ratios = ModelFactsForm.ratiosOf(csv);
        return store.write(connection -> {
            Long importId = FactImportTable.beginOnce(connection, origin, clock.instant());
            return importId != null && addRatios(connection, ratios, importId);
        });
    }

    private static boolean addModels(Connection connection, List<ModelFacts> models, long importId)
            throws SQLException {
        ModelFactTable.insert(connection, models, importId);
        return true;
    }

    private static boolean addRatios(Connection connection, List<TokenizerRatio> ratios, long importId)
            throws SQLException {
        TokenizerRatioTable.insert(connection, ratios, importId);
        return true;
    }
}
