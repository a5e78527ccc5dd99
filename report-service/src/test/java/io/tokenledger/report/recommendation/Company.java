package io.tokenledger.report.recommendation;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.catalog.CatalogReader;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.prices.PriceBookReader;
import io.tokenledger.report.quality.QualityReader;
import io.tokenledger.report.whatif.WhatIfReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A company's ledger, with the readers and writers over it, at a moment that stands still. */
final class Company {
    private final TestLedger ledger;
    private final Clock clock;
    private final QualityReader qualities;
    final WhatIfReader whatIf;
    final RecommendationReader recommendations;
    final TrackingReader tracking;
    final DecisionWriter decisions;

    Company(TestLedger ledger, Instant now) {
        this.ledger = ledger;
        this.clock = Clock.fixed(now, ZoneOffset.UTC);
        var views = new LedgerViews(
                ledger.serviceDataSource("-c default_transaction_read_only=on"), new SimpleMeterRegistry());
        var catalogs = new CatalogReader(views);
        var prices = new PriceBookReader();
        this.qualities = new QualityReader(views, catalogs);
        this.whatIf = new WhatIfReader(views, prices, catalogs, qualities);
        this.recommendations = new RecommendationReader(views, prices, catalogs, qualities, whatIf);
        this.tracking = new TrackingReader(views, prices);
        this.decisions =
                new DecisionWriter(recommendations, new FreezingReader(views, prices), views, ledger.store(), clock);
    }

    Instant now() {
        return clock.instant();
    }

    Recommendations recommend(String... parameters) {
        Map<String, List<String>> all = new java.util.HashMap<>(Map.of("tenant", List.of("acme")));
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], List.of(parameters[i + 1]));
        }
        return recommendations.recommend(RecommendationForm.read(RecommendationForm.parameters(all), clock.instant()));
    }

    /** States constraints; the body is that of a request but for the tenant, with {@code '} for {@code "}. */
    StatedConstraints allow(String body) {
        return new ConstraintWriter(ledger.store(), qualities, clock)
                .state(JsonFields.parse("{\"tenant\":\"acme\"," + body.replace('\'', '"') + "}"));
    }

    /** A model that takes 200 000 tokens and writes 100 000, but for one that takes a million. */
    static String model(String name) {
        return "('%s', '%s', '{}', %s, 100000, 'o200k_base', 'test', date '2026-01-01')"
                .formatted("openai", name, name.startsWith("gpt-4.1") ? "1000000" : "200000");
    }

    /** Models and scores: {@code benchmark model effort score}. */
    static void state(TestLedger ledger, List<String> models, List<String> scores) {
        String values = scores.stream()
                .map(score -> score.split(" ", -1))
                .map(score -> "('%s', '%s', '%s', '%s', %s, 'test', date '2026-01-01')"
                        .formatted(score[0], score[1], score[2], score[1], score[3]))
                .collect(Collectors.joining(", "));
        execute(ledger, """
                WITH import AS (
                    INSERT INTO reporting.fact_import (format, label, content_sha256, bundled, author, reason, imported_at)
                    VALUES ('request', 'test', '', false, 'test', '', now()) RETURNING import_id),
                models AS (
                    INSERT INTO reporting.model_fact (provider, model, aliases, context_window, max_output_tokens,
                        tokenizer, source, source_date, import_id)
                    SELECT m.*, import.import_id FROM import, (VALUES %s) AS m (a, b, c, d, e, f, g, h)),
                benchmarks AS (
                    INSERT INTO reporting.benchmark (benchmark, title, unit, higher_is_better, import_id)
                    SELECT b.*, import.import_id
                    FROM import, (VALUES ('swe', 'SWE', 'percent', true), ('errors', 'Errors', 'percent', false)) AS b)
                INSERT INTO reporting.benchmark_score (benchmark, model, reasoning_effort, stated_model, score, source,
                    source_date, import_id)
                SELECT s.*, import.import_id FROM import, (VALUES %s) AS s
                """.formatted(
                        models.stream()
                                .map(Company::model)
                                .collect(Collectors.joining(", "))
                                .replace("'{}'", "'{}'::text[]"),
                        values));
        execute(ledger, "UPDATE reporting.catalog_version SET version = version + 1");
    }

    /** As the service's run-time role. */
    static void execute(TestLedger ledger, String sql) {
        try (Connection connection = ledger.serviceDataSource("").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }
}
