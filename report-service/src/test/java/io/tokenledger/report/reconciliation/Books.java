package io.tokenledger.report.reconciliation;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.fixture.LedgerEntries;
import io.tokenledger.report.fixture.LedgerEntry;
import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.MovableClock;
import io.tokenledger.report.fixture.Rate;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.prices.PriceBookReader;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A ledger with o4-mini at $1.10, $0.275 and $4.40 for a million tokens, and all that reconciles it with bills. */
final class Books {
    final TestLedger ledger;
    final MovableClock clock = new MovableClock("2026-11-03T10:00:00Z");
    final BillImportWriter imports;
    final ComparisonWriter comparisons;
    final AcceptanceWriter acceptances;
    final ReconciliationReader reader;
    final LineMappingWriter mappings;
    private final long price;

    Books(String database) {
        ledger = TestLedger.empty(database);
        price = ListPrice.publish(
                        ledger,
                        List.of(ListPrice.perMillion(
                                "openai", "o4-mini", "standard", "2026-01-01", null, "1.10", "0.275", "4.40")))
                .getFirst();
        Rate.publish(ledger, List.of(new Rate("USD", "2026-10-05", "1.25")));
        var views = new LedgerViews(
                ledger.serviceDataSource("-c default_transaction_isolation=repeatable\\ read"),
                new SimpleMeterRegistry());
        imports = new BillImportWriter(ledger.store(), clock);
        comparisons = new ComparisonWriter(ledger.store(), new PriceBookReader(), clock);
        acceptances = new AcceptanceWriter(ledger.store(), clock);
        reader = new ReconciliationReader(views);
        mappings = new LineMappingWriter(ledger.store(), views, clock);
    }

    /** An event of 1000 plain and 400 cached input tokens and 100 of output: $0.00165. */
    LedgerEntry event(String tenant, String at) {
        return event(tenant, at, "o4-mini-2025-04-16", 1_000, 400, 100);
    }

    LedgerEntry event(String tenant, String at, String model, long input, long cached, long output) {
        BigInteger cost = BigInteger.valueOf(1_100_000L * input + 275_000L * cached + 4_400_000L * output);
        return LedgerEntry.usage(tenant, at, "model", model)
                .with("input", input)
                .with("cached_input", cached)
                .with("output", output)
                .priced(price, "USD", cost, 1L);
    }

    /** So many events of a day. */
    List<LedgerEntry> events(String tenant, String day, int count) {
        List<LedgerEntry> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(
                    tenant,
                    Instant.parse(day + "T00:00:00Z")
                            .plus(Duration.ofMinutes(i))
                            .toString()));
        }
        return events;
    }

    void book(List<LedgerEntry> entries) {
        LedgerEntries.book(ledger, entries);
    }

    /** The vendor's page of costs of so many events of {@link #events} on a day, computed from the price list. */
    static String costs(String day, int events, boolean withQuantities) {
        long start = Instant.parse(day + "T00:00:00Z").getEpochSecond();
        return """
            {"object":"page","data":[{"object":"bucket","start_time":%d,"end_time":%d,"results":[%s,%s,%s]}],
             "has_more":false,"next_page":null}
            """.formatted(
                        start,
                        start + 86_400,
                        result("input", "0.0011", events, 1_000, withQuantities),
                        result("cached input", "0.00011", events, 400, withQuantities),
                        result("output", "0.00044", events, 100, withQuantities));
    }

    private static String result(String item, String dollars, int events, int tokens, boolean withQuantities) {
        return """
            {"object":"organization.costs.result","amount":{"value":%s,"currency":"usd"},
             "line_item":"o4-mini-2025-04-16, %s","project_id":"proj_1"%s}
            """.formatted(
                new BigDecimal(dollars).multiply(BigDecimal.valueOf(events)).toPlainString(),
                item,
                withQuantities ? ",\"quantity\":" + (long) events * tokens : "");
    }

    /** Imports pages of OpenAI's costs. */
    BillImportJson bill(String tenant, String pages) {
        return bill(tenant, null, 1, pages, false);
    }

    BillImportJson bill(
            String tenant, @org.jspecify.annotations.Nullable String bill, int revision, String pages, boolean dryRun) {
        var asked = new BillImport.Asked(tenant, "openai", BillFormat.OPENAI_COSTS, bill, revision, "", "ann");
        return imports.take(
                asked, PlainCsvBill.NONE, new ByteArrayInputStream(pages.getBytes(StandardCharsets.UTF_8)), dryRun);
    }

    /** Compares some days, a moment later than before. */
    ReconciliationJson compare(String tenant, String from, String to, String... more) {
        clock.pass(Duration.ofSeconds(1));
        Reconciliation run = comparisons.compare(ReconciliationForm.question(
                JsonFields.parse("{\"tenant\":\"" + tenant + "\",\"provider\":\"openai\",\"from\":\"" + from
                        + "\",\"to\":\"" + to + "\"" + String.join("", more) + "}")));
        return reader.one(tenant, run.id());
    }

    Acceptance accept(ReconciliationJson run, String what, String amount) {
        return acceptances.accept(
                run.id(),
                ReconciliationForm.acceptance(
                        JsonFields.parse("{\"tenant\":\"" + run.tenant() + "\"," + what + ",\"amount\":\"" + amount
                                + "\",\"author\":\"ann\",\"reason\":\"agreed with the vendor\"}"),
                        "unattributed"));
    }

    /** Reads in a transaction of its own. */
    <T> T read(LedgerViews.Reading<T> reading) {
        return ledger.store().write((Connection connection) -> reading.from(connection));
    }

    /** Part and amount, in order. */
    static List<String> parts(ReconciliationJson run) {
        return run.parts().stream()
                .map(part -> part.part() + " " + part.amount())
                .toList();
    }
}
