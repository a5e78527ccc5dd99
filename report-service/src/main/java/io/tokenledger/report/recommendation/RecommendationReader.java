package io.tokenledger.report.recommendation;

import io.tokenledger.report.catalog.CatalogReader;
import io.tokenledger.report.catalog.ModelCatalog;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.prices.PriceBookReader;
import io.tokenledger.report.quality.QualityReader;
import io.tokenledger.report.quality.TenantEvaluations;
import io.tokenledger.report.whatif.Stretches;
import io.tokenledger.report.whatif.WhatIfReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds what would have saved most: in the usage of a period, at the prices of now, each amount a what-if answer. */
@ApplicationScoped
public class RecommendationReader {
    private final LedgerViews ledger;
    private final PriceBookReader prices;
    private final CatalogReader catalogs;
    private final QualityReader qualities;
    private final WhatIfReader whatIf;

    public RecommendationReader(
            LedgerViews ledger,
            PriceBookReader prices,
            CatalogReader catalogs,
            QualityReader qualities,
            WhatIfReader whatIf) {
        this.ledger = ledger;
        this.prices = prices;
        this.catalogs = catalogs;
        this.qualities = qualities;
        this.whatIf = whatIf;
    }

    /** All that save more than asked for, each with what was decided about it. */
    Recommendations recommend(RecommendationQuery query) {
        return ledger.read("recommendations", connection -> recommend(connection, query));
    }

    /** What counts of what a tenant allows. */
    StatedConstraints constraints(String tenant) {
        return ledger.read("recommendation_constraints", connection -> ConstraintTable.latest(connection, tenant));
    }

    private Recommendations recommend(Connection connection, RecommendationQuery query) throws SQLException {
        StatedConstraints stated = ConstraintTable.latest(connection, query.tenant());
        Map<String, Decision> decisions = DecisionTable.latest(connection, query.tenant());
        ModelCatalog catalog = catalogs.current(connection);
        TenantEvaluations evaluations = qualities.evaluations(connection, query.tenant());
        var pricer = new MixPricer(prices.current(connection), query.tenant());
        var now = new NowPrices(pricer, query.now());
        var candidates = new Candidates(
                now,
                new SwapTargets(
                        pricer.book(),
                        catalog,
                        stated.constraints(),
                        query.tenant(),
                        LocalDate.ofInstant(query.now(), ZoneOffset.UTC)),
                new QualityRule(qualities.current(connection), evaluations, stated.constraints()),
                stated.constraints());
        Stretches stretches = Stretches.of(query.period().from(), query.period().to(), Collections.emptySortedSet());
        List<UsedLine> lines = UsedLineReader.read(connection, query.tenant(), query.app(), stretches);
        List<Recommendation> found = new ArrayList<>();
        TreeSet<String> warnings = new TreeSet<>();
        for (Map.Entry<String, List<UsedLine>> app : Sources.byApp(lines).entrySet()) {
            List<Source> sources =
                    Sources.of(app.getKey(), app.getValue(), pricer.book(), query.tenant(), stated.constraints());
            var answers = new AppAnswersReader(whatIf, connection, query, app.getKey(), now);
            var advice = new AppAdvice(query, stated.constraints(), evaluations, now, decisions);
            for (Source source : answers.isWorthALook(app.getValue()) ? sources : List.<Source>of()) {
                found.addAll(advice.of(source, answers.of(candidates.of(source))));
            }
            warnings.addAll(answers.warnings());
        }
        found.sort(Recommendation.BEST_FIRST);
        return new Recommendations(query, pricer.book().version(), stated.version(), found, List.copyOf(warnings));
    }
}
