package io.tokenledger.pricing.pricebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.PricingDatabase;
import io.tokenledger.pricing.rating.ModelName;
import io.tokenledger.pricing.rating.PicoAmount;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.Priced;
import io.tokenledger.pricing.rating.Rated;
import io.tokenledger.pricing.rating.RatingRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Imports into a real PostgreSQL; every test has a model of its own. */
class PriceImportIT {
    private static final String HEADER =
            "provider,model,aliases,service_tier,valid_from,valid_until,currency,input,source,source_date\n";

    private static PricingDatabase database;
    private static PriceImport prices;

    @BeforeAll
    static void startDatabase() throws SQLException {
        database = PricingDatabase.start();
        prices = new PriceImport(database.appDataSource());
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    private static String line(String model, String from, String until, String input) {
        return "test," + model + ",,standard," + from + "," + until + ",USD," + input + ",test,2026-01-01\n";
    }

    private static ImportResult importLines(String... lines) throws SQLException {
        return run(false, "native", lines);
    }

    private static ImportResult run(boolean dryRun, String format, String... lines) throws SQLException {
        String csv = HEADER + String.join("", lines);
        var origin = new ImportOrigin(format, "test", ImportOrigin.sha256(csv), "tester", "test");
        return prices.run(NativePriceCsv.read(csv), origin, ImportSelection.EVERYTHING, dryRun);
    }

    @Test
    void newerKnowledgeCoversOlderForTheRangeThatItStates() throws SQLException {
        importLines(line("cut", "2025-01-01", "", "10"));
        ImportResult result = importLines(line("cut", "2025-03-01", "2025-05-01", "2"));

        assertThat(result.changes()).singleElement().isInstanceOf(PriceChange.Changed.class);
        assertThat(inputPrice("cut", "2025-02-28T23:59:59Z")).isEqualTo("10");
        assertThat(inputPrice("cut", "2025-03-01T00:00:00Z")).isEqualTo("2");
        assertThat(inputPrice("cut", "2025-04-30T23:59:59Z")).isEqualTo("2");
        assertThat(inputPrice("cut", "2025-05-01T00:00:00Z")).isEqualTo("10");
    }

    @Test
    void sameFileAgainChangesNothing() throws SQLException {
        String[] lines = {line("twice", "2025-01-01", "2025-06-10", "10"), line("twice", "2025-06-10", "", "2")};
        assertThat(importLines(lines).importId()).isNotNull();
        long version = version();
        long rows = count("pricing.price");

        ImportResult again = importLines(lines);

        assertThat(again.importId()).isNull();
        assertThat(again.changes())
                .hasSize(2)
                .allSatisfy(change -> assertThat(change).isInstanceOf(PriceChange.Unchanged.class));
        assertThat(version()).isEqualTo(version);
        assertThat(count("pricing.price")).isEqualTo(rows);
    }

    @Test
    void dryRunTellsTheDiffAndWritesNothing() throws SQLException {
        importLines(line("dry", "2025-01-01", "", "10"));
        long version = version();
        ImportResult result =
                run(true, "native", line("dry", "2025-01-01", "", "9"), line("dry-new", "2025-01-01", "", "1"));

        assertThat(result.importId()).isNull();
        assertThat(result.changes().get(0))
                .isInstanceOfSatisfying(
                        PriceChange.Changed.class,
                        changed -> assertThat(changed.was())
                                .singleElement()
                                .satisfies(
                                        was -> assertThat(was.rates().own()).containsEntry(Meter.INPUT, 10_000_000L)));
        assertThat(result.changes().get(1)).isInstanceOf(PriceChange.New.class);
        assertThat(version()).isEqualTo(version);
        assertThat(inputPrice("dry", "2026-01-01T00:00:00Z")).isEqualTo("10");
        assertThat(inputPrice("dry-new", "2026-01-01T00:00:00Z")).isEqualTo("none");
    }

    @Test
    void bundledBookGivesWayToPricesOfUsers() throws SQLException {
        run(false, ImportOrigin.BUNDLED, line("yield", "2025-01-01", "", "10"));
        importLines(line("yield", "2025-03-01", "2025-05-01", "7"));
        ImportResult bundled = run(false, ImportOrigin.BUNDLED, line("yield", "2025-02-01", "", "9"));

        assertThat(bundled.changes())
                .extracting(change -> change.getClass().getSimpleName())
                .containsExactly("Kept", "Changed");
        assertThat(inputPrice("yield", "2025-01-31T00:00:00Z")).isEqualTo("10");
        assertThat(inputPrice("yield", "2025-02-28T00:00:00Z")).isEqualTo("9");
        assertThat(inputPrice("yield", "2025-04-01T00:00:00Z")).isEqualTo("7");
        assertThat(inputPrice("yield", "2025-05-01T00:00:00Z")).isEqualTo("9");
    }

    @Test
    void bundledBookIsImportedOnceByManyInstancesAtOnce() throws Exception {
        var instances = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 6; i++) {
            instances.add(() -> {
                new BundledPriceBook(new PriceImport(database.appDataSource())).importNew();
                return true;
            });
        }
        try (var pool = Executors.newFixedThreadPool(instances.size())) {
            for (Future<Boolean> started : pool.invokeAll(instances)) {
                assertThat(started.get()).isTrue();
            }
        }
        assertThat(count("pricing.book_change WHERE kind = 'bundled' AND label LIKE '%.csv'"))
                .isEqualTo(BundledPrices.files().size());
        assertThat(count("pricing.price WHERE provider IN ('openai', 'anthropic', 'google')"))
                .isEqualTo(BundledBook.rows().size());
        assertThat(cost("openai", "o4-mini-2025-04-16", "2026-01-01T00:00:00Z")).isEqualTo("1.1");
    }

    @Test
    void bookInMemoryIsReloadedWhenAnImportHasCommitted() throws SQLException {
        var current = new CurrentPriceBook();
        try (Connection connection = database.appDataSource().getConnection()) {
            PriceBook before = current.asOf(connection);
            assertThat(current.asOf(connection)).isSameAs(before);
            importLines(line("reload", "2025-01-01", "", "3"));
            PriceBook after = current.asOf(connection);
            assertThat(after.version()).isGreaterThan(before.version());
            assertThat(rate(after, "test", "reload", "2026-01-01T00:00:00Z")).isInstanceOf(Priced.class);
        }
    }

    @Test
    void laterStatementPointsAnAliasElsewhereButTheProductsOwnDoesNot() throws SQLException {
        String a = line("alias-a", "2025-01-01", "", "1").replace("alias-a,,", "alias-a,alias-x,");
        String b = line("alias-b", "2025-01-01", "", "2").replace("alias-b,,", "alias-b,alias-x,");
        String c = line("alias-c", "2025-01-01", "", "3").replace("alias-c,,", "alias-c,alias-x,");
        importLines(a);
        assertThat(inputPrice("alias-x", "2026-01-01T00:00:00Z")).isEqualTo("1");
        assertThat(run(true, "native", b).newNames()).containsExactly(ModelName.of("test", "alias-x", "alias-b"));
        assertThat(inputPrice("alias-x", "2026-01-01T00:00:00Z")).isEqualTo("1");
        importLines(b);
        assertThat(inputPrice("alias-x", "2026-01-01T00:00:00Z")).isEqualTo("2");
        assertThat(run(false, ImportOrigin.BUNDLED, c).newNames()).isEmpty();
        assertThat(inputPrice("alias-x", "2026-01-01T00:00:00Z")).isEqualTo("2");
    }

    @Test
    void selectionTakesOnlyWhatWasChosenAndSuspiciousIsTold() throws SQLException {
        importLines(line("select-a", "2025-01-01", "", "10"), line("select-b", "2025-01-01", "", "10"));
        String[] lines = {
            line("select-a", "2025-06-01", "", "31"),
            line("select-b", "2025-06-01", "", "29"),
            line("select-c", "2025-06-01", "", "0"),
            line("other", "2025-06-01", "", "1")
        };
        var selection = new ImportSelection(List.of("test"), List.of("select-*"), Set.of(), true, false);
        ImportResult result = prices.run(
                NativePriceCsv.read(HEADER + String.join("", lines)),
                new ImportOrigin("native", "test", "", "tester", "test"),
                selection,
                false);
        assertThat(result.changes())
                .extracting(change -> change.row().key().model())
                .containsExactly("select-b");
        assertThat(result.notSelected()).isEqualTo(3);
        assertThat(inputPrice("select-a", "2026-01-01T00:00:00Z")).isEqualTo("10");
        assertThat(inputPrice("select-b", "2026-01-01T00:00:00Z")).isEqualTo("29");
        assertThat(inputPrice("select-c", "2026-01-01T00:00:00Z")).isEqualTo("none");
        assertThat(inputPrice("other", "2026-01-01T00:00:00Z")).isEqualTo("none");
    }

    @Test
    void vanishedPricesAreToldAndWithdrawnOnlyIfAsked() throws SQLException {
        var origin = new ImportOrigin("litellm", "a table", "", "tester", "test");
        prices.run(
                NativePriceCsv.read(
                        HEADER + line("gone", "2025-01-01", "", "1") + line("stays", "2025-01-01", "", "2")),
                origin,
                ImportSelection.EVERYTHING,
                false);
        PriceFile later = NativePriceCsv.read(HEADER + line("stays", "2025-01-01", "", "2"));

        ImportResult told = prices.run(later, origin, ImportSelection.EVERYTHING, false);
        assertThat(told.vanished())
                .singleElement()
                .satisfies(gone -> assertThat(gone.key().model()).isEqualTo("gone"));
        assertThat(inputPrice("gone", "2026-01-01T00:00:00Z")).isEqualTo("1");

        prices.run(later, origin, new ImportSelection(List.of(), List.of(), Set.of(), false, true), false);
        assertThat(inputPrice("gone", "2026-01-01T00:00:00Z")).isEqualTo("none");
        assertThat(inputPrice("stays", "2026-01-01T00:00:00Z")).isEqualTo("2");
    }

    /** Random imports; the timeline always says what the rows say when they are laid over one another by age. */
    @Test
    void timelineIsTheRowsLaidOverOneAnotherByAge() throws SQLException {
        long seed = System.nanoTime();
        System.out.println("timelineIsTheRowsLaidOverOneAnotherByAge: seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            int from = 1 + random.nextInt(27);
            int until = from + 1 + random.nextInt(28 - from);
            run(
                    false,
                    random.nextInt(3) == 0 ? ImportOrigin.BUNDLED : "native",
                    line(
                            "layers",
                            "2025-01-%02d".formatted(from),
                            random.nextInt(5) == 0 ? "" : "2025-01-%02d".formatted(until),
                            String.valueOf(1 + random.nextInt(4))));
        }
        for (int day = 1; day <= 31; day++) {
            String at = "2025-01-%02dT00:00:00Z".formatted(day);
            assertThat(inputPrice("layers", at)).as("seed %d, %s", seed, at).isEqualTo(newestRow("layers", at));
        }
        assertThat(history("layers", "2025-01-15T00:00:00Z")).isEqualTo(newestRow("layers", "2025-01-15T00:00:00Z"));
    }

    private static final String NEWEST_ROW = """
            SELECT trim_scale(r.pico_per_unit / 1000000.0)::text
            FROM pricing.price p JOIN pricing.price_rate r ON r.price_id = p.price_id
            JOIN pricing.book_change c ON c.change_id = p.change_id
            WHERE p.model = ? AND p.valid_during @> ?::timestamptz
            ORDER BY (c.kind = 'bundled'), p.price_id DESC LIMIT 1
            """;

    private static String newestRow(String model, String at) throws SQLException {
        try (Connection connection = database.appDataSource().getConnection();
                var select = connection.prepareStatement(NEWEST_ROW)) {
            select.setString(1, model);
            select.setString(2, at);
            try (var row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "none";
            }
        }
    }

    private static String history(String model, String at) throws SQLException {
        var query = new PriceQuery("test", model, null, null, Instant.parse(at), Instant.now(), null, 10);
        List<PriceEntry> entries = new PriceHistory(database.appDataSource()).inForce(query);
        return entries.isEmpty()
                ? "none"
                : RateJson.of(entries.getFirst().rates()).getFirst().perMillion();
    }

    private static String inputPrice(String model, String at) throws SQLException {
        return cost("test", model, at);
    }

    /** What a million input tokens cost, by the book as a new instance loads it. */
    private static String cost(String provider, String model, String at) throws SQLException {
        try (Connection connection = database.appDataSource().getConnection()) {
            return cost(rate(new CurrentPriceBook().asOf(connection), "", provider, model, at));
        }
    }

    private static String cost(Rated rated) {
        return rated instanceof Priced priced ? PicoAmount.decimal(priced.costPico()) : "none";
    }

    private static Rated rate(PriceBook book, String provider, String model, String at) {
        return rate(book, "", provider, model, at);
    }

    private static Rated rate(PriceBook book, String tenant, String provider, String model, String at) {
        Meters million = Meters.builder().set(Meter.INPUT, 1_000_000).build();
        return book.rate(new RatingRequest(tenant, provider, model, "standard", "", Instant.parse(at), million));
    }

    private static long version() throws SQLException {
        try (Connection connection = database.appDataSource().getConnection()) {
            return new CurrentPriceBook().asOf(connection).version();
        }
    }

    private static long count(String from) throws SQLException {
        try (Connection connection = database.appDataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + from)) {
            row.next();
            return row.getLong(1);
        }
    }
}
