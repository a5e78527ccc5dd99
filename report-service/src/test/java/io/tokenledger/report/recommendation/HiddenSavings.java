package io.tokenledger.report.recommendation;

import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.TestLedger;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A company whose October 2026 hides savings of known size. Costs are what its requests cost by the prices below:
 * input and output tokens in millions times dollars.
 */
final class HiddenSavings {
    static final Instant NOW = Instant.parse("2026-11-15T08:30:00Z");

    private static final List<Bulk> USAGE = List.of(
            // 1 000 × (0.01 × 2 + 0.002 × 8): 36 dollars, 19.80 on o4-mini
            Bulk.of("search", "o3-2025-04-16", 1_000, 10_000, 2_000, "0.036"),
            // twice that; a minimum score stands against all of it
            Bulk.of("law", "o3", 2_000, 10_000, 2_000, "0.036"),
            // 1 000 × (0.05 × 2 + 0.001 × 8), and 10 × (0.3 × 2 + 0.001 × 8) that do not fit into 200 000 tokens
            Bulk.of("archive", "gpt-4.1", 1_000, 50_000, 1_000, "0.108"),
            Bulk.of("archive", "gpt-4.1", 10, 300_000, 1_000, "0.608"),
            // 2 000 × (0.02 × 0.4 + 0.001 × 1.6) that can wait: half in the batch tier
            Bulk.of("nightly", "gpt-4.1-mini", 2_000, 20_000, 1_000, "0.0096").in("batch-jobs", ""),
            // 1 000 × (0.04 × 0.4 + 0.0005 × 1.6), 30 000 tokens of each sent before: these at 0.1
            Bulk.of("desk", "gpt-4.1-mini", 1_000, 40_000, 500, "0.0168").repeating(30_000),
            // 500 × (0.002 × 1.1 + 0.020 × 4.4), 19 000 of the output reasoning
            Bulk.of("proofs", "o4-mini", 500, 2_000, 1_000, "0.0902").thinking("high", 19_000),
            // 20 × 0.0096: less than a dollar
            Bulk.of("toy", "gpt-4.1-mini", 20, 20_000, 1_000, "0.0096"),
            // the cheapest there is: 3 000 × (0.1 × 0.05 + 0.01 × 0.2)
            Bulk.of("lean", "nano", 3_000, 100_000, 10_000, "0.007"));

    private HiddenSavings() {}

    static Company open(String database) {
        return open(database, List.of());
    }

    /** The same with more usage. */
    static Company open(String database, List<Bulk> more) {
        TestLedger ledger = TestLedger.empty(database);
        String since = "2025-01-01T00:00:00Z";
        ListPrice.publish(
                ledger,
                List.of(
                        price("o3", "standard", since, "2", "0.5", "8"),
                        price("o4-mini", "standard", since, "1.1", "0.275", "4.4"),
                        price("gpt-4.1", "standard", since, "2", "0.5", "8"),
                        price("gpt-4.1-mini", "standard", since, "0.4", "0.1", "1.6"),
                        price("gpt-4.1-mini", "batch", since, "0.2", "0.05", "0.8"),
                        price("nano", "standard", since, "0.05", "0.0125", "0.2"),
                        ListPrice.perMillion("cloud", "o4-mini", "standard", since, null, "1", "0.25", "4")));
        Company.state(
                ledger,
                List.of("o3", "o4-mini", "gpt-4.1", "gpt-4.1-mini", "nano"),
                List.of("swe o3  69.1", "swe o4-mini  68.1", "swe gpt-4.1  54.6", "errors o3  5", "errors o4-mini  4"));
        Company.execute(ledger, """
                INSERT INTO reporting.evaluation_score (tenant_id, score_id, evaluation, app, model, reasoning_effort, score,
                    samples, unit, higher_is_better, measured_on, source, author, stated_at)
                SELECT 'acme', gen_random_uuid(), 'sound', 'proofs', 'o4-mini', e.effort, e.score, 200, 'percent', true,
                       date '2026-10-20', 'run 7', 'ann', now()
                FROM (VALUES ('high', 90), ('medium', 91), ('low', 70)) AS e (effort, score)
                """);
        Bulk.book(ledger, Stream.concat(USAGE.stream(), more.stream()).toList());
        return new Company(ledger, NOW);
    }

    private static ListPrice price(String model, String tier, String since, String... dollars) {
        return ListPrice.perMillion("openai", model, tier, since, null, dollars);
    }
}
