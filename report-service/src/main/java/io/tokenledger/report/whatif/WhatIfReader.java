package io.tokenledger.report.whatif;

import io.tokenledger.report.catalog.CatalogReader;
import io.tokenledger.report.ledger.DatabaseProblem;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.prices.PriceBookReader;
import io.tokenledger.report.quality.QualityReader;
import io.tokenledger.report.quality.TenantEvaluations;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Answers what-if questions from the ledger's usage profile, the price book and the catalog, each as of one moment. */
@ApplicationScoped
public class WhatIfReader {
    private final LedgerViews ledger;
    private final PriceBookReader prices;
    private final CatalogReader catalogs;
    private final QualityReader qualities;

    public WhatIfReader(LedgerViews ledger, PriceBookReader prices, CatalogReader catalogs, QualityReader qualities) {
        this.ledger = ledger;
        this.prices = prices;
        this.catalogs = catalogs;
        this.qualities = qualities;
    }

    /** The answer to a question. Refused where a model is not known, or too many requests had to be looked at singly. */
    public WhatIfAnswer answer(WhatIfQuestion question) {
        return answers(question, List.of(question.swaps())).getFirst();
    }

    /**
     * Several answers about the same usage, which is read once: the question with each of these lists of swaps in place
     * of its own.
     */
    public List<WhatIfAnswer> answers(WhatIfQuestion question, List<List<Swap>> alternatives) {
        return ledger.read("what_if", connection -> answers(connection, question, alternatives));
    }

    /** The same within the caller's transaction, which sees one state of the database throughout. */
    public List<WhatIfAnswer> answers(Connection connection, WhatIfQuestion question, List<List<Swap>> alternatives)
            throws SQLException {
        if (alternatives.isEmpty()) {
            return List.of();
        }
        List<WhatIfQuestion> questions = new ArrayList<>();
        alternatives.forEach(swaps -> questions.add(question.with(swaps)));
        var known = new WhatIfRunReader.Known(
                prices.current(connection),
                catalogs.current(connection),
                qualities.current(connection),
                tenant -> evaluations(connection, tenant));
        try {
            return new WhatIfRunReader(connection, known, questions, false).answers();
        } catch (Currencies.NotByDayException otherCurrency) {
            return new WhatIfRunReader(connection, known, questions, true).answers();
        }
    }

    private TenantEvaluations evaluations(Connection connection, String tenant) {
        try {
            return qualities.evaluations(connection, tenant);
        } catch (SQLException failure) {
            throw DatabaseProblem.of(failure);
        }
    }
}
