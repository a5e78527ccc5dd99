package io.tokenledger.pricing.repricing;

import static io.tokenledger.pricing.ledger.LedgerFixture.NOON;
import static io.tokenledger.pricing.ledger.LedgerFixture.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.pricing.ledger.DimensionScope;
import io.tokenledger.pricing.ledger.DimensionScope.Field;
import io.tokenledger.pricing.ledger.EntryRow;
import io.tokenledger.pricing.ledger.LedgerEvent;
import io.tokenledger.pricing.ledger.LedgerFixture;
import io.tokenledger.pricing.ledger.LedgerPosting;
import io.tokenledger.pricing.ledger.UsageDimension;
import io.tokenledger.pricing.pricebook.CurrentPriceBook;
import io.tokenledger.pricing.repricing.RepricingRun.Asked;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.ds.PGSimpleDataSource;

/** Booked events are rated again; what differs is appended, exactly and once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepricingIT {
    private static final Instant FROM = NOON.minusSeconds(86_400);
    private static final Instant UNTIL = NOON.plusSeconds(86_400);
    private static final DimensionScope EVERYTHING = new DimensionScope(Map.of());

    private final LedgerFixture fixture = new LedgerFixture();
    private int models;

    @BeforeAll
    void prepare() throws SQLException {
        fixture.prepared();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @BeforeEach
    void emptyBooks() throws SQLException {
        fixture.emptyBooks();
    }

    @Test
    void newPriceIsAppendedAsADifferenceThatRefersToTheRepricing() throws Exception {
        String model = newModel(10, 20);
        fixture.book(usage("1", model, NOON, 1000, 100));
        long price = publish(model, "USD", 7, 20);
        Repricing repricing = run().ask(asked(EVERYTHING));
        RepricingStatus done = applyAll(run(), 5_000);

        assertThat(entries("1")).isEqualTo("usage 1 USD 12000, correction 0 USD -3000");
        assertThat(fixture.value("SELECT reference || ' ' || price_id || ' ' || book_version FROM ledger.usage_entry"
                        + " WHERE entry_kind = 'correction'"))
                .isEqualTo("repricing/" + repricing.id() + " " + price + " " + repricing.bookVersion());
        assertThat(done.counts().differences).isEqualTo(Map.of("USD", BigInteger.valueOf(-3000)));
        assertThat(fixture.value("SELECT sum(cost_pico) || ' ' || sum(requests) FROM ledger.usage_rollup"))
                .isEqualTo("9000 1");
        assertBooks();
    }

    @Test
    void dryRunTellsWhatTheApplicationThenDoesAndTheSecondApplicationDoesNothing() throws Exception {
        long seed = System.nanoTime();
        System.out.println("dryRunTellsWhatTheApplicationThenDoes: seed " + seed);
        var random = new Random(seed);
        String dearer = newModel(10, 20);
        String same = newModel(5, 5);
        String moved = newModel(3, 4);
        String late = "late-" + models++;
        String withdrawn = "gone-" + models++;
        long gone = publish(withdrawn, "USD", 9, 9);
        List<String> all = List.of(dearer, same, moved, late, withdrawn);
        var usages = new ArrayList<MeteredUsage>();
        for (int i = 0; i < 1_000; i++) {
            usages.add(usage(
                    "e" + i,
                    all.get(random.nextInt(all.size())),
                    NOON.minusSeconds(random.nextInt(80_000)),
                    1 + random.nextInt(1000),
                    random.nextInt(1000)));
        }
        fixture.book(0, usages);
        publish(dearer, "USD", 11, 20);
        publish(same, "USD", 5, 5);
        publish(moved, "EUR", 30, 40);
        publish(late, "USD", 2, 2);
        fixture.withdraw(gone);
        assertThat(fixture.value("SELECT count(DISTINCT price_id) FROM ledger.usage_entry"))
                .isEqualTo("4");

        DryRun.Result dry = dryRun(EVERYTHING);
        assertThat(fixture.count("ledger.usage_entry"))
                .as("a dry run writes nothing")
                .isEqualTo(1000);
        String before = costs();
        run().ask(asked(EVERYTHING));
        RepricingStatus done = applyAll(run(), 97);

        // Independently: what every event must cost now.
        var truth = new TreeMap<String, BigInteger>();
        long changed = 0;
        for (MeteredUsage usage : usages) {
            long in = usage.meters().quantity(Meter.INPUT);
            long out = usage.meters().quantity(Meter.OUTPUT);
            String model = usage.model();
            long cost = model.equals(dearer)
                    ? 11 * in + 20 * out
                    : model.equals(same)
                            ? 5 * (in + out)
                            : model.equals(moved)
                                    ? 30 * in + 40 * out
                                    : model.equals(late) ? 2 * (in + out) : 9 * (in + out);
            changed += model.equals(same) || model.equals(withdrawn) ? 0 : 1;
            truth.merge(model.equals(moved) ? "EUR" : "USD", BigInteger.valueOf(cost), BigInteger::add);
        }
        assertThat(costs())
                .as("seed %d, before %s", seed, before)
                .isEqualTo("EUR " + truth.get("EUR") + ", USD " + truth.get("USD"));
        assertThat(done.counts().changed).isEqualTo(changed).isEqualTo(dry.counts.changed);
        assertThat(done.counts().seen).isEqualTo(1000).isEqualTo(dry.counts.seen);
        assertThat(done.counts().differences).isEqualTo(dry.counts.differences);
        assertThat(done.counts().entries)
                .isEqualTo(dry.counts.entries)
                .isEqualTo(fixture.count("ledger.usage_entry") - 1000);
        assertThat(done.counts().kept)
                .isEqualTo(dry.counts.kept)
                .isEqualTo(usages.stream()
                        .filter(usage -> usage.model().equals(withdrawn))
                        .count());
        assertThat(done.counts().priced)
                .isEqualTo(dry.counts.priced)
                .isEqualTo(usages.stream()
                        .filter(usage -> usage.model().equals(late))
                        .count());
        for (var lines : List.of(dry.total, dry.byDay, dry.byTeam, dry.byModel)) {
            for (String currency : List.of("EUR", "USD")) {
                assertThat(lines.entrySet().stream()
                                .filter(line -> line.getKey().currency().equals(currency))
                                .map(line -> line.getValue().after)
                                .reduce(BigInteger.ZERO, BigInteger::add))
                        .isEqualTo(truth.get(currency));
            }
        }
        assertBooks();

        long entries = fixture.count("ledger.usage_entry");
        run().ask(asked(EVERYTHING));
        RepricingStatus again = applyAll(run(), 5_000);
        assertThat(again.counts().entries).isZero();
        assertThat(again.counts().seen).isEqualTo(1000);
        assertThat(fixture.count("ledger.usage_entry")).isEqualTo(entries);
    }

    @Test
    void scopeAndRangeLeaveEverythingElseAsItIs() throws Exception {
        String model = newModel(10, 20);
        String other = newModel(10, 20);
        fixture.book(
                usage("in", model, NOON, 1000, 0),
                usage("at-end", model, UNTIL, 1000, 0),
                usage("at-start", model, FROM, 1000, 0),
                usage("before", model, FROM.minusNanos(1000), 1000, 0),
                usage("other", other, NOON, 1000, 0));
        publish(model, "USD", 1, 1);
        publish(other, "USD", 1, 1);
        run().ask(asked(new DimensionScope(Map.of(Field.MODEL, model, Field.TENANT, "acme", Field.TEAM, "search"))));
        RepricingStatus done = applyAll(run(), 2);

        assertThat(done.counts().seen).isEqualTo(2);
        assertThat(fixture.value("SELECT string_agg(event_id, ' ' ORDER BY event_id) FROM ledger.usage_entry"
                        + " WHERE entry_kind = 'correction'"))
                .isEqualTo("at-start in");
        run().ask(asked(new DimensionScope(Map.of(Field.TENANT, "globex"))));
        assertThat(applyAll(run(), 2).counts().seen).isZero();
        assertBooks();
    }

    @Test
    void repricingThatWasKilledInTheMiddleGoesOnWhereItStood() throws Exception {
        String model = newModel(10, 20);
        var usages = new ArrayList<MeteredUsage>();
        for (int i = 0; i < 300; i++) {
            usages.add(usage("e" + i, model, NOON.minusSeconds(i % 3), 100, 1));
        }
        fixture.book(0, usages);
        publish(model, "USD", 12, 20);
        run().ask(asked(EVERYTHING));
        RepricingRun first = run();
        first.applyNext(70);
        first.applyNext(70);
        assertThat(fixture.count("ledger.usage_entry WHERE entry_kind = 'correction'"))
                .isEqualTo(140);
        killInTheMiddleOfAPage();
        assertThat(fixture.count("ledger.usage_entry WHERE entry_kind = 'correction'"))
                .isEqualTo(140);

        RepricingStatus done = applyAll(run(), 70);
        assertThat(done.counts().seen).isEqualTo(300);
        assertThat(done.counts().entries).isEqualTo(300);
        assertThat(fixture.value("SELECT sum(cost_pico) FROM ledger.usage_rollup"))
                .isEqualTo(String.valueOf(300L * (12 * 100 + 20)));
        assertBooks();
    }

    /** A page that has appended its entries waits for a row of the rollup; then its connection is ended. */
    private void killInTheMiddleOfAPage() throws Exception {
        var ofItsOwn = new PGSimpleDataSource();
        ofItsOwn.setUrl(fixture.database.jdbcUrl());
        ofItsOwn.setUser("pricing_app");
        ofItsOwn.setApplicationName("to be killed");
        try (var blocker = fixture.database.ownerDataSource().getConnection();
                var statement = blocker.createStatement();
                var threads = Executors.newSingleThreadExecutor()) {
            blocker.setAutoCommit(false);
            statement.execute("SELECT FROM ledger.usage_rollup FOR UPDATE");
            var page = threads.submit(
                    () -> new RepricingRun(ofItsOwn, new CurrentPriceBook(), Clock.systemUTC()).applyNext(70));
            await().until(() -> fixture.count("pg_stat_activity WHERE application_name = 'to be killed'"
                            + " AND wait_event_type = 'Lock'")
                    == 1);
            fixture.value("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE application_name = 'to be killed'");
            assertThatThrownBy(page::get).hasRootCauseInstanceOf(SQLException.class);
            blocker.rollback();
            blocker.setAutoCommit(true);
        }
    }

    @Test
    void closedTimeIsCorrectedInOpenTime() throws Exception {
        String model = newModel(10, 20);
        fixture.book(usage("1", model, NOON, 1000, 0));
        fixture.execute("INSERT INTO ledger.closing VALUES ('acme', '2026-11-20 13:00Z', 'finance', 'done', now())");
        publish(model, "USD", 15, 20);
        run().ask(asked(EVERYTHING));
        applyAll(run(), 5_000);

        assertThat(fixture.value(
                        "SELECT sum(cost_pico) FROM ledger.usage_rollup" + " WHERE bucket_start < '2026-11-20 13:00Z'"))
                .isEqualTo("10000");
        assertThat(fixture.value("SELECT sum(cost_pico) FROM ledger.usage_rollup"))
                .isEqualTo("15000");
        assertThat(fixture.value("SELECT accounted_at = '2026-11-20 13:00Z' FROM ledger.usage_entry"
                        + " WHERE entry_kind = 'correction'"))
                .isEqualTo("t");
        assertBooks();
    }

    @Test
    void eventThatANewerBookHasRatedIsLeftAlone() throws Exception {
        String model = newModel(10, 20);
        fixture.book(usage("old", model, NOON, 1000, 0));
        publish(model, "USD", 11, 20);
        run().ask(asked(EVERYTHING));
        publish(model, "USD", 12, 20);
        fixture.book(usage("new", model, NOON, 1000, 0));
        RepricingStatus done = applyAll(run(), 5_000);

        assertThat(done.counts().newer).isEqualTo(1);
        assertThat(entries("old")).isEqualTo("usage 1 USD 10000, correction 0 USD 1000");
        assertThat(entries("new")).isEqualTo("usage 1 USD 12000");
        assertBooks();
    }

    @Test
    void chargesOfContractsAreNeverRepriced() throws Exception {
        String model = newModel(10, 20);
        fixture.book(usage("1", model, NOON, 1000, 0));
        var dimension = new UsageDimension("acme", null, null, null, null, "openai", model, "standard", null, null);
        LedgerEvent occasion = LedgerEvent.ofCharge(dimension, NOON, "contract/1", "2026-11", Instant.now());
        post(List.of(
                EntryRow.charge(occasion, 1, "USD", new BigInteger("-123456789012345678901"), "contract/1"),
                EntryRow.charge(occasion, 2, "USD", BigInteger.TWO, "contract/1")));
        publish(model, "USD", 1, 1);
        run().ask(asked(EVERYTHING));
        RepricingStatus done = applyAll(run(), 1);

        assertThat(done.counts().seen).isEqualTo(1);
        assertThat(fixture.value("SELECT sum(cost_pico) FROM ledger.usage_rollup"))
                .isEqualTo(new BigDecimal("-123456789012345678899")
                        .add(BigDecimal.valueOf(1000))
                        .toPlainString());
        assertThatThrownBy(() -> post(List.of(EntryRow.charge(occasion, 2, "USD", BigInteger.ONE, "contract/1"))))
                .hasMessageContaining("usage_entry");
        assertBooks();
    }

    /** Three writers book old and new events while two workers reprice: in the end every event costs what it must. */
    @Test
    void repricingBesideLiveBookingsIsExact() throws Exception {
        String model = newModel(10, 20);
        var usages = new ArrayList<MeteredUsage>();
        for (int i = 0; i < 4_000; i++) {
            usages.add(usage("old-" + i, model, NOON.minusSeconds(i % 7_200), 100 + i, 7));
        }
        fixture.book(9, usages);
        var stop = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(5)) {
            var writers = new ArrayList<Future<Integer>>();
            for (int partition = 0; partition < 3; partition++) {
                int number = partition;
                writers.add(threads.submit(() -> writeUntil(stop, number, model)));
            }
            publish(model, "USD", 13, 29);
            run().ask(asked(EVERYTHING));
            var workers =
                    List.of(threads.submit(() -> applyAll(run(), 300)), threads.submit(() -> applyAll(run(), 300)));
            for (var worker : workers) {
                worker.get();
            }
            stop.set(true);
            for (Future<Integer> writer : writers) {
                assertThat(writer.get()).isPositive();
            }
        }
        assertThat(fixture.value("SELECT count(*) FROM (SELECT event_key FROM ledger.usage_entry GROUP BY event_key"
                        + " HAVING sum(cost_pico) <> 13 * sum(plain_input_tokens) + 29 * sum(plain_output_tokens)) w"))
                .as("events that do not cost what they must")
                .isEqualTo("0");
        assertThat(fixture.count("ledger.usage_entry WHERE entry_kind = 'correction'"))
                .isGreaterThanOrEqualTo(4_000);
        assertBooks();
    }

    private int writeUntil(AtomicBoolean stop, int partition, String model) throws Exception {
        int events = 0;
        while (!stop.get()) {
            var usages = new ArrayList<MeteredUsage>();
            for (int i = 0; i < 50; i++) {
                usages.add(usage("p" + partition + "-" + events, model, NOON.minusSeconds(events++ % 7_200), 10, 1));
            }
            fixture.book(partition, usages);
        }
        return events;
    }

    private void post(List<EntryRow> rows) throws SQLException {
        try (var connection = fixture.database.appDataSource().getConnection()) {
            connection.setAutoCommit(false);
            try {
                new LedgerPosting().post(connection, rows, Instant.now());
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private String newModel(long input, long output) throws SQLException {
        String model = "model-" + models++;
        publish(model, "USD", input, output);
        return model;
    }

    private long publish(String model, String currency, long input, long output) throws SQLException {
        return fixture.publish(model, "2025-01-01T00:00:00Z", currency, Map.of("input", input, "output", output));
    }

    private RepricingRun run() {
        return new RepricingRun(fixture.database.appDataSource(), new CurrentPriceBook(), Clock.systemUTC());
    }

    private DryRun.Result dryRun(DimensionScope scope) throws SQLException {
        return new DryRun(fixture.database.appDataSource(), new CurrentPriceBook()).run(scope, FROM, UNTIL);
    }

    private static Asked asked(DimensionScope scope) {
        return new Asked(scope, FROM, UNTIL, "finance", "the vendor has corrected its list", null);
    }

    /** The status after the last page of the last repricing that this worker had a page of. */
    private static RepricingStatus applyAll(RepricingRun run, int entries) throws SQLException {
        RepricingStatus last = null;
        @Nullable RepricingStatus next = run.applyNext(entries);
        while (next != null) {
            last = next;
            next = run.applyNext(entries);
        }
        if (last == null) {
            throw new AssertionError("there was nothing to apply");
        }
        return last;
    }

    private String entries(String eventId) throws SQLException {
        return fixture.value("SELECT string_agg(concat_ws(' ', entry_kind, requests, currency, cost_pico), ', '"
                + " ORDER BY entry_no) FROM ledger.usage_entry WHERE event_id = '" + eventId + "'");
    }

    private String costs() throws SQLException {
        return fixture.value("SELECT string_agg(currency || ' ' || cost, ', ' ORDER BY currency) FROM (SELECT currency,"
                + " sum(cost_pico) AS cost FROM ledger.usage_rollup WHERE currency <> 'XXX' GROUP BY currency) c");
    }

    private void assertBooks() throws SQLException {
        assertThat(fixture.findings()).matches(findings -> findings.passed());
        assertThat(fixture.count("ledger.rollup_difference")).isZero();
    }
}
