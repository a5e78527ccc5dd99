package io.tokenledger.pricing.ledger;

import static io.tokenledger.pricing.ledger.LedgerFixture.dollars;
import static io.tokenledger.pricing.ledger.LedgerFixture.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.contract.Capability;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.MeteredUsageJson;
import io.tokenledger.contract.Meters;
import io.tokenledger.contract.RejectedEvent;
import io.tokenledger.contract.RejectedEventJson;
import io.tokenledger.contract.Topics;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsageLedgerIT {
    private final LedgerFixture fixture = new LedgerFixture();

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
        for (int partition = 0; partition < 4; partition++) {
            fixture.begin(Topics.USAGE_METERED, partition, 0);
        }
        fixture.begin(Topics.USAGE_REJECTED, 0, 0);
    }

    @Test
    void eventIsBookedWithItsExactCost() throws Exception {
        fixture.ledger.book(List.of(fixture.slice(0, 0, usage("1", 100_000, 0))));

        assertThat(cost()).isEqualByComparingTo("0.11");
        assertThat(fixture.value("SELECT tags ->> 'feature' FROM ledger.usage_entry"))
                .isEqualTo("quote \" and \\ umlaut ü");
        assertThat(fixture.value("SELECT occurred_at = timestamptz '2026-11-20 12:00:00Z' FROM ledger.usage_entry"))
                .isEqualTo("t");
        assertBooksAreRight(1);
    }

    @Test
    void costBeyondALongIsBookedExactly() throws Exception {
        fixture.ledger.book(List.of(fixture.slice(0, 0, usage("1", 10_000_000_000L, 10_000_000_000L))));

        assertThat(cost()).isEqualByComparingTo(dollars(10_000_000_000L, 10_000_000_000L));
        assertBooksAreRight(1);
    }

    @Test
    void replayOfSameEventIsNotCharged() throws Exception {
        fixture.ledger.book(List.of(fixture.slice(0, 0, usage("1", 1000, 10), usage("1", 1000, 10))));
        fixture.ledger.book(List.of(fixture.slice(1, 0, usage("1", 1000, 10))));

        assertThat(cost()).isEqualByComparingTo(dollars(1000, 10));
        assertThat(states()).isEqualTo("priced 1, unpriced 0, duplicates 2, conflicts 0, rejected 0");
        assertBooksAreRight(3);
    }

    @Test
    void sameIdWithAnotherPayloadIsAConflictAndTheFirstStands() throws Exception {
        fixture.ledger.book(List.of(fixture.slice(0, 0, usage("1", 1000, 10), usage("1", 9999, 10))));
        fixture.ledger.book(List.of(fixture.slice(0, 2, usage("1", 9999, 10), usage("1", 5, 5))));

        assertThat(cost()).isEqualByComparingTo(dollars(1000, 10));
        assertThat(states()).isEqualTo("priced 1, unpriced 0, duplicates 1, conflicts 2, rejected 0");
        assertThat(fixture.value("SELECT metered -> 'meters' ->> 'input' FROM ledger.event_conflict"
                        + " ORDER BY (metered -> 'meters' ->> 'input')::bigint DESC LIMIT 1"))
                .isEqualTo("9999");
        assertBooksAreRight(4);
    }

    @Test
    void eventWithoutAPriceIsBookedUnpricedAndNeverAtZero() throws Exception {
        fixture.ledger.book(List.of(fixture.slice(0, 0, usage("1", "gpt-unheard-of", LedgerFixture.NOON, 1000, 10))));

        assertThat(fixture.value("SELECT cost_pico IS NULL AND price_id IS NULL FROM ledger.usage_entry"))
                .isEqualTo("t");
        assertThat(fixture.value("SELECT unpriced_reason || ' ' || currency FROM ledger.usage_entry"))
                .isEqualTo("model_unknown XXX");
        assertThat(fixture.value("SELECT unpriced_requests FROM ledger.usage_by_quarter_hour"))
                .isEqualTo("1");
        assertBooksAreRight(1);
    }

    @Test
    void metersWithoutAColumnAreBookedByNameAndEnterTheTokenTotals() throws Exception {
        Meters meters = Meters.builder()
                .set(Meter.INPUT, 700)
                .set(Meter.VIDEO_INPUT, 300)
                .set(Meter.OUTPUT, 40)
                .set(Meter.IMAGE_OUTPUT, 60)
                .set(Meter.REQUESTS, 1)
                .set(Meter.of("ocr_pages"), 3)
                .build();
        fixture.ledger.book(List.of(fixture.slice(
                0,
                0,
                usage("acme", "1", "unheard-of", LedgerFixture.NOON, meters),
                usage("acme", "2", "unheard-of", LedgerFixture.NOON, meters))));

        assertThat(fixture.value("SELECT more_meters = '{\"video_input\":300,\"image_output\":60,\"ocr_pages\":3}'"
                        + " FROM ledger.usage_entry LIMIT 1"))
                .isEqualTo("t");
        assertThat(fixture.value("SELECT input_tokens || ' ' || output_tokens FROM ledger.usage_by_quarter_hour"))
                .isEqualTo("2000 200");
        assertThat(fixture.value("SELECT string_agg(meter || ' ' || quantity, ', ' ORDER BY meter)"
                        + " FROM ledger.usage_rollup_meter"))
                .isEqualTo("image_output 120, ocr_pages 6, video_input 600");
        assertThat(fixture.value("SELECT input_tokens || ' ' || output_tokens FROM ledger.unpriced_wait LIMIT 1"))
                .isEqualTo("1000 100");
        assertBooksAreRight(2);
    }

    @Test
    void absurdCountOfAMeterWithoutAColumnIsRejected() throws Exception {
        Meters meters =
                Meters.builder().set(Meter.of("ocr_pages"), 10_000_000_001L).build();
        fixture.ledger.book(List.of(fixture.slice(0, 0, usage("acme", "1", "o4-mini", LedgerFixture.NOON, meters))));

        assertThat(fixture.value("SELECT detail FROM ledger.rejected_event"))
                .contains("ocr_pages")
                .contains("10000000001");
        assertBooksAreRight(1);
    }

    @Test
    void entryTellsTheVersionOfTheBookThatRatedIt() throws Exception {
        fixture.ledger.book(List.of(fixture.slice(0, 0, usage("1", 1000, 10))));

        assertThat(fixture.value("SELECT book_version FROM ledger.usage_entry"))
                .isEqualTo(fixture.value("SELECT max(version) FROM pricing.book_change"));
    }

    @Test
    void consumerThatHasLostItsPartitionBooksNothing() throws Exception {
        fixture.ledger.book(List.of(fixture.slice(0, 0, usage("1", 1000, 10))));

        var late = List.of(fixture.slice(1, 0, usage("2", 1, 1)), fixture.slice(0, 0, usage("3", 1, 1)));
        assertThatThrownBy(() -> fixture.ledger.book(late))
                .isInstanceOf(LostPartitionException.class)
                .hasMessageContaining("offset 0 of usage.metered.v1-0");

        assertThat(fixture.count("ledger.event_key")).isEqualTo(1);
        assertBooksAreRight(1);
    }

    @Test
    void recordThatIsNotMeteredUsageIsKeptWithItsReasonAndHoldsNobodyUp() throws Exception {
        List<byte @Nullable []> values = new ArrayList<>();
        values.add("{\"tenant\":".getBytes(StandardCharsets.UTF_8));
        values.add(null);
        values.add(write(usage("nul\u0000", 1, 1)));
        values.add(write(usage("future", "o4-mini", Instant.parse("2099-01-01T00:00:00Z"), 1, 1)));
        values.add(write(usage("good", 1000, 10)));
        fixture.ledger.book(List.of(fixture.slice(Topics.USAGE_METERED, 0, 0, values)));

        assertThat(states()).isEqualTo("priced 1, unpriced 0, duplicates 0, conflicts 0, rejected 4");
        assertThat(fixture.value("SELECT string_agg(rejection_id, ' ' ORDER BY record_offset)"
                        + " FROM ledger.rejected_event WHERE code = 'record.unreadable'"))
                .isEqualTo("usage.metered.v1/0/0 usage.metered.v1/0/1 usage.metered.v1/0/2 usage.metered.v1/0/3");
        assertBooksAreRight(5);
    }

    @Test
    void rejectionThatIngestPassedOnTwiceIsKeptOnce() throws Exception {
        byte[] rejection = RejectedEventJson.write(new RejectedEvent(
                "usage.events.v1/2/17/0",
                "acme",
                "count.negative",
                "input_tokens is -5, must not be negative",
                Topics.USAGE_EVENTS,
                2,
                17L,
                0,
                "checkout",
                "8c6f",
                "io.tokenledger.usage.v1",
                LedgerFixture.NOON,
                321,
                "{\"data\":{}}"));
        fixture.ledger.book(List.of(fixture.slice(Topics.USAGE_REJECTED, 0, 0, List.of(rejection, rejection))));

        assertThat(fixture.count("ledger.rejected_event")).isEqualTo(1);
        assertThat(states()).isEqualTo("priced 0, unpriced 0, duplicates 1, conflicts 0, rejected 1");
    }

    @Test
    void runTimeRoleCannotChangeOrDeleteWhatIsBooked() throws Exception {
        for (String table : List.of(
                "ledger.usage_entry", "ledger.event_key", "ledger.closing", "pricing.price", "pricing.price_rate")) {
            for (String change : List.of("DELETE FROM " + table, "TRUNCATE " + table)) {
                assertThatThrownBy(() -> runAsApp(change)).hasMessageContaining("permission denied");
            }
        }
        assertThatThrownBy(() -> runAsApp("UPDATE ledger.usage_entry SET cost_pico = 0"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> runAsApp("UPDATE ledger.closing SET closed_until = '2020-01-01Z'"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> runAsApp("DELETE FROM ledger.repricing")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> runAsApp("UPDATE pricing.price_rate SET pico_per_unit = 0"))
                .hasMessageContaining("permission denied");
    }

    /** Every event several times, in any order, in batches of any size, by four writers at once. */
    @Test
    void writersSideBySideBookEveryEventOnce() throws Exception {
        long seed = System.nanoTime();
        System.out.println("writersSideBySideBookEveryEventOnce: seed " + seed);
        var random = new Random(seed);
        var truth = BigDecimal.ZERO;
        var arrivals = new ArrayList<List<MeteredUsage>>();
        for (int partition = 0; partition < 4; partition++) {
            arrivals.add(new ArrayList<>());
        }
        int events = 5_000;
        for (int i = 0; i < events; i++) {
            long input = random.nextInt(100_000);
            long output = random.nextInt(10_000);
            truth = truth.add(dollars(input, output));
            Instant at = LedgerFixture.NOON.minusSeconds(random.nextInt(7_200));
            MeteredUsage usage = LedgerFixture.using(
                    usage("e" + i, "o4-mini", at, input, output),
                    Capability.ofBits(random.nextInt(8)),
                    random.nextBoolean() ? null : input / 2);
            for (int copies = 1 + random.nextInt(3); copies > 0; copies--) {
                arrivals.get(random.nextInt(4)).add(usage);
            }
        }
        long records = arrivals.stream().mapToLong(List::size).sum();
        for (List<MeteredUsage> partition : arrivals) {
            Collections.shuffle(partition, random);
        }

        try (var writers = Executors.newFixedThreadPool(4)) {
            List<Callable<Void>> jobs = new ArrayList<>();
            for (int partition = 0; partition < 4; partition++) {
                int number = partition;
                jobs.add(() -> {
                    bookAll(number, arrivals.get(number), seed + number);
                    return null;
                });
            }
            for (Future<Void> job : writers.invokeAll(jobs)) {
                job.get();
            }
        }

        assertThat(cost()).as("seed %d", seed).isEqualByComparingTo(truth);
        assertThat(fixture.count("ledger.usage_entry")).isEqualTo(events);
        assertThat(states())
                .isEqualTo("priced " + events + ", unpriced 0, duplicates " + (records - events)
                        + ", conflicts 0, rejected 0");
        assertBooksAreRight(records);
    }

    private void bookAll(int partition, List<MeteredUsage> usages, long seed) throws Exception {
        var random = new Random(seed);
        int from = 0;
        while (from < usages.size()) {
            int to = Math.min(usages.size(), from + 1 + random.nextInt(400));
            fixture.ledger.book(List.of(
                    fixture.slice(partition, from, usages.subList(from, to).toArray(MeteredUsage[]::new))));
            from = to;
        }
    }

    private static byte[] write(MeteredUsage usage) {
        return MeteredUsageJson.write(usage);
    }

    private void runAsApp(String sql) throws SQLException {
        try (var connection = fixture.database.appDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** In USD. */
    private BigDecimal cost() throws SQLException {
        return new BigDecimal(fixture.value("SELECT sum(cost_pico) FROM ledger.usage_entry")).movePointLeft(12);
    }

    private String states() throws SQLException {
        return fixture.value("""
                SELECT format('priced %s, unpriced %s, duplicates %s, conflicts %s, rejected %s',
                    sum(priced), sum(unpriced), sum(duplicates), sum(conflicts), sum(rejected))
                FROM ledger.intake_count""");
    }

    /** Rollups equal the entries; every entry has its key and its dimension; every record is in one counted state. */
    private void assertBooksAreRight(long recordsRead) throws SQLException {
        assertThat(fixture.count("ledger.rollup_difference"))
                .as("rollup rows that differ")
                .isZero();
        assertThat(fixture.count("ledger.usage_entry e LEFT JOIN ledger.event_key k USING (tenant_id, event_key)"
                        + " WHERE k.event_key IS NULL"))
                .as("entries without key")
                .isZero();
        assertThat(fixture.count("ledger.usage_entry e LEFT JOIN ledger.usage_dimension d"
                        + " USING (tenant_id, dimension_id) WHERE d.dimension_id IS NULL"))
                .as("entries without dimension")
                .isZero();
        assertThat(fixture.count("ledger.event_key")).isEqualTo(fixture.count("ledger.usage_entry"));
        assertThat(fixture.count("ledger.profile_difference"))
                .as("cells of the usage profile that differ")
                .isZero();
        String counted = fixture.value("SELECT sum(priced + unpriced + duplicates + conflicts + rejected)"
                + " FROM ledger.intake_count WHERE topic = 'usage.metered.v1'");
        String read = fixture.value("SELECT sum(next_offset - start_offset) FROM ledger.consumer_offset"
                + " WHERE topic = 'usage.metered.v1'");
        assertThat(List.of(counted, read)).isEqualTo(Arrays.asList("" + recordsRead, "" + recordsRead));
    }
}
