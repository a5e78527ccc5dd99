package io.tokenledger.pricing.ledger;

import static io.tokenledger.pricing.ledger.LedgerFixture.NOON;
import static io.tokenledger.pricing.ledger.LedgerFixture.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.Meters;
import io.tokenledger.contract.Topics;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the journal says of a transaction, as readers see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangeJournalIT {
    private static final EntryAmount UNKNOWN = new EntryAmount.Unknown("model_unknown");
    private static final String CHANGES = """
            SELECT concat_ws(' ', stream, tenant, to_char(bucket_start AT TIME ZONE 'UTC', 'DD HH24:MI'), currency,
                requests, input_tokens, output_tokens, reasoning_tokens, cost_pico, unpriced_requests,
                to_char(first_occurred_at AT TIME ZONE 'UTC', 'DD HH24:MI:SS.US'),
                to_char(last_occurred_at AT TIME ZONE 'UTC', 'DD HH24:MI:SS.US'))
            FROM ledger.usage_change_published ORDER BY change_id, tenant, bucket_start, currency""";

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
        fixture.begin(Topics.USAGE_METERED, 3, 0);
        fixture.begin(Topics.USAGE_METERED, 11, 0);
        fixture.begin(Topics.USAGE_REJECTED, 0, 0);
    }

    @Test
    void changeTellsWhatItsTransactionAddedAndWhenThatOccurred() throws Exception {
        MeteredUsage late = lateUsage();
        fixture.ledger.book(List.of(
                fixture.slice(11, 0, usage("1", "o4-mini", NOON.plusNanos(1_000), 1_000, 10)),
                fixture.slice(3, 0, usage("2", "o4-mini", NOON.plusSeconds(899), 50, 5), late),
                fixture.slice(Topics.USAGE_REJECTED, 0, 0, List.of())));
        postLaterEntries(late);

        assertThat(rows("report_app", CHANGES))
                .containsExactly(
                        "usage.metered.v1/3 acme 20 12:00 USD 2 1050 15 0 1221000000 0"
                                + " 20 12:00:00.000001 20 12:14:59.000000",
                        "usage.metered.v1/3 acme 20 12:00 XXX 2 1330 71 4 0 2 20 12:00:00.000000 20 12:00:00.000000",
                        "books acme 20 12:00 USD 2 1330 71 4 482 0 20 12:00:00.000000 20 12:00:00.000000",
                        "books acme 20 12:00 XXX -2 -1330 -71 -4 0 -2 20 12:00:00.000000 20 12:00:00.000000");
        assertThat(rows("report_app", "SELECT stream FROM ledger.change_stream_published ORDER BY stream"))
                .containsExactly("books", "usage.metered.v1/3");
        assertThat(fixture.findings().journalDifferences()).isZero();
    }

    /** A meter of every kind: cached and those without a column are in the totals. */
    private static MeteredUsage lateUsage() {
        Meters meters = Meters.builder()
                .set(Meter.INPUT, 1_000)
                .set(Meter.CACHED_INPUT, 30)
                .set(Meter.VIDEO_INPUT, 300)
                .set(Meter.OUTPUT, 7)
                .set(Meter.REASONING, 4)
                .set(Meter.IMAGE_OUTPUT, 60)
                .set(Meter.of("ocr_pages"), 3)
                .set(Meter.REQUESTS, 2)
                .build();
        return usage("acme", "late", "unheard-of", NOON, meters);
    }

    private void postLaterEntries(MeteredUsage late) throws SQLException {
        UsageDimension dimension = UsageDimension.of(late);
        LedgerEvent event = LedgerEvent.of(late, late.eventKey(), dimension, dimension.id());
        var occasion = LedgerEvent.ofCharge(dimension, NOON, "contract/1", "2026-11", NOON);
        post(
                NOON,
                EntryRow.reversal(event, 1, UNKNOWN, null),
                EntryRow.pricing(event, 2, usd(500), 1L, null),
                EntryRow.correction(event, 3, usd(-20), 2L, "repricing/1"),
                EntryRow.charge(occasion, 1, "USD", BigInteger.TWO, "contract/1"));
        fixture.execute("DELETE FROM ledger.unpriced_wait");
    }

    @Test
    void changeOfClosedTimeIsAccountedAtTheFirstOpenMomentAndKeepsItsOwnTime() throws Exception {
        fixture.execute("INSERT INTO ledger.closing VALUES ('acme', '2026-11-20 12:15Z', 'finance', 'done', now())");
        MeteredUsage old = usage("1", 1_000, 10);
        UsageDimension dimension = UsageDimension.of(old);
        LedgerEvent occasion = LedgerEvent.ofCharge(dimension, NOON, "contract/1", "2026-11", NOON);
        post(
                Instant.parse("2026-11-25T07:50:00Z"),
                EntryRow.charge(occasion, 1, "USD", BigInteger.valueOf(-7), "contract/1"));

        assertThat(rows("report_app", CHANGES))
                .containsExactly("books acme 20 12:15 USD 0 0 0 0 -7 0 20 12:00:00.000000 20 12:00:00.000000");
        assertThat(entriesOfEveryChange()).isEqualTo(1);
        assertThat(fixture.findings().journalDifferences()).isZero();
    }

    @Test
    void changesLeadToExactlyTheirEntriesAndAddUpToTheRollup() throws Exception {
        long seed = System.nanoTime();
        System.out.println("changesLeadToExactlyTheirEntriesAndAddUpToTheRollup: seed " + seed);
        var random = new Random(seed);
        var later = new ArrayList<EntryRow>();
        long offset = 0;
        for (int batch = 0; batch < 12; batch++) {
            var usages = new ArrayList<MeteredUsage>();
            for (int i = 1 + random.nextInt(150); i > 0; i--) {
                usages.add(someUsage(batch + "/" + i, random));
            }
            fixture.ledger.book(List.of(fixture.slice(3, offset, usages.toArray(MeteredUsage[]::new))));
            offset += usages.size();
            usages.forEach(usage -> laterEntries(usage, random, later));
            post(Instant.now(), later.toArray(EntryRow[]::new));
            later.clear();
            if (batch == 5) {
                fixture.execute(
                        "INSERT INTO ledger.closing VALUES ('t1', '2026-11-20 11:00Z', 'finance', 'done', now())");
            }
        }

        assertThat(fixture.count("ledger.rollup_difference")).isZero();
        assertThat(fixture.journalAndRollupDifferences()).as("seed %d", seed).isZero();
        assertThat(fixture.findings().journalDifferences()).as("seed %d", seed).isZero();
        assertThat(fixture.count("ledger.usage_entry WHERE accounted_at IS NOT NULL"))
                .isPositive();
        assertThat(entriesOfEveryChange()).as("seed %d", seed).isEqualTo(fixture.count("ledger.usage_entry"));
    }

    private static MeteredUsage someUsage(String id, Random random) {
        Meters meters = Meters.builder()
                .set(Meter.INPUT, random.nextInt(100_000))
                .set(Meter.CACHED_INPUT, random.nextInt(1_000))
                .set(Meter.REASONING, random.nextInt(1_000))
                .set(Meter.VIDEO_INPUT, random.nextInt(5))
                .set(Meter.REQUESTS, random.nextInt(3))
                .build();
        return usage(
                "t" + random.nextInt(3),
                id,
                random.nextInt(3) == 0 ? "unheard-of" : "o4-mini",
                NOON.minusSeconds(random.nextInt(40 * 86_400)),
                meters);
    }

    /** What may become of an event; which of them fit to its price is not the journal's affair. */
    private static void laterEntries(MeteredUsage usage, Random random, List<EntryRow> rows) {
        UsageDimension dimension = UsageDimension.of(usage);
        LedgerEvent event = LedgerEvent.of(usage, usage.eventKey(), dimension, dimension.id());
        switch (random.nextInt(6)) {
            case 0 -> {
                rows.add(EntryRow.reversal(event, 1, UNKNOWN, null));
                rows.add(EntryRow.pricing(event, 2, usd(random.nextInt(1_000_000)), 1L, null));
            }
            case 1 -> rows.add(EntryRow.correction(event, 1, usd(random.nextInt(1_000) - 500), 2L, "repricing/1"));
            case 2 ->
                rows.add(EntryRow.charge(
                        LedgerEvent.ofCharge(dimension, usage.occurredAt(), "contract/1", usage.id(), NOON),
                        1,
                        random.nextBoolean() ? "USD" : "EUR",
                        BigInteger.valueOf(random.nextInt(1_000) - 500),
                        "contract/1"));
            default -> {}
        }
    }

    /** As a reader finds them: between the two times, by the number and the attribution. Refuses where sums differ. */
    private long entriesOfEveryChange() throws SQLException {
        long differing = Long.parseLong(
                rows("report_app", """
                SELECT count(*) FROM ledger.usage_change_published c
                LEFT JOIN LATERAL (
                    SELECT sum(e.requests) AS requests, sum(e.input_tokens) AS input_tokens,
                           sum(e.output_tokens) AS output_tokens, sum(e.cost_pico) AS cost_pico,
                           min(e.occurred_at) AS first, max(e.occurred_at) AS last
                """ + ENTRIES_OF_A_CHANGE + """
                ) e ON true
                WHERE ROW(e.requests, e.input_tokens, e.output_tokens, e.cost_pico, e.first, e.last)
                    IS DISTINCT FROM ROW(c.requests::numeric, c.input_tokens::numeric, c.output_tokens::numeric,
                        c.cost_pico, c.first_occurred_at, c.last_occurred_at)""").getFirst());
        assertThat(differing)
                .as("changes that are not the sum of their entries")
                .isZero();
        return Long.parseLong(
                rows("report_app", """
                SELECT count(*) FROM ledger.usage_change_published c
                CROSS JOIN LATERAL (SELECT e.event_key, e.entry_no
                """ + ENTRIES_OF_A_CHANGE + ") e").getFirst());
    }

    private static final String ENTRIES_OF_A_CHANGE = """
            FROM ledger.usage_by_entry e
            JOIN ledger.dimension_published d ON d.tenant = e.tenant AND d.dimension_id = c.dimension_id
                AND d.model = e.model
            WHERE e.tenant = c.tenant AND e.change_id = c.change_id AND e.currency = c.currency
              AND e.occurred_at >= c.first_occurred_at AND e.occurred_at <= c.last_occurred_at
              AND date_bin('15 minutes', e.accounted_at, timestamptz '2020-01-01 00:00:00+00') = c.bucket_start
            """;

    @Test
    void transactionThatFailsLeavesNoChangeAndTheNextOneIsHigher() throws Exception {
        fixture.ledger.book(List.of(fixture.slice(3, 0, usage("1", 1, 1))));
        String before = streams();
        assertThatThrownBy(() -> fixture.ledger.book(List.of(fixture.slice(3, 0, usage("2", 1, 1)))))
                .isInstanceOf(LostPartitionException.class);
        try (Connection connection = fixture.database.appDataSource().getConnection()) {
            connection.setAutoCommit(false);
            LedgerEvent occasion =
                    LedgerEvent.ofCharge(UsageDimension.of(usage("1", 1, 1)), NOON, "contract/1", "x", NOON);
            new LedgerPosting()
                    .post(connection, List.of(EntryRow.charge(occasion, 1, "USD", BigInteger.ONE, "contract/1")), NOON);
            connection.rollback();
            connection.setAutoCommit(true);
        }

        assertThat(streams()).isEqualTo(before);
        assertThat(fixture.count("ledger.usage_change")).isEqualTo(1);

        fixture.ledger.book(List.of(fixture.slice(3, 1, usage("2", 1, 1))));
        assertThat(fixture.value("SELECT (max(change_id) >= min(change_id) + 3)::text FROM ledger.usage_change"))
                .isEqualTo("true");
        assertThat(fixture.value("SELECT (last_change = (SELECT max(change_id) FROM ledger.usage_change))::text"
                        + " FROM ledger.change_stream"))
                .isEqualTo("true");
        assertThat(fixture.findings().passed()).isTrue();
    }

    @Test
    void batchWithoutAnythingNewIsNoChange() throws Exception {
        fixture.ledger.book(List.of(fixture.slice(3, 0, usage("1", 1, 1))));
        String before = streams();
        fixture.ledger.book(List.of(fixture.slice(3, 1, usage("1", 1, 1))));

        assertThat(streams()).isEqualTo(before);
    }

    /** Or the check would find nothing whatever happened. */
    @Test
    void checkFindsAChangeThatIsMissingWrongOrBeyondItsStream() throws Exception {
        fixture.book(usage("1", 1_000, 10));
        fixture.book(usage("2", 1_000, 10));
        for (String harm : List.of(
                "DELETE FROM ledger.usage_change WHERE change_id = (SELECT max(change_id) FROM ledger.usage_change)",
                "UPDATE ledger.usage_change SET cost_pico = cost_pico + 1 WHERE change_id ="
                        + " (SELECT max(change_id) FROM ledger.usage_change)",
                "UPDATE ledger.usage_change SET last_occurred_at = last_occurred_at + interval '1 microsecond'"
                        + " WHERE change_id = (SELECT max(change_id) FROM ledger.usage_change)",
                "UPDATE ledger.change_stream SET last_change = last_change - 1",
                "UPDATE ledger.usage_change SET stream = 'nobody' WHERE change_id ="
                        + " (SELECT max(change_id) FROM ledger.usage_change)",
                "DELETE FROM ledger.usage_entry WHERE change_id = (SELECT max(change_id) FROM ledger.usage_change)")) {
            assertThat(journalDifferencesAfter(harm)).as(harm).isEqualTo(1);
        }
    }

    private long journalDifferencesAfter(String harm) throws SQLException {
        try (Connection connection = fixture.database.ownerDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute(harm);
                try (ResultSet row = statement.executeQuery("SELECT count(*) FROM ledger.journal_difference")) {
                    row.next();
                    return row.getLong(1);
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    @Test
    void readerFindsWhatIsNewOfAStreamByItsIndex() throws Exception {
        fixture.book(usage("1", 1, 1));
        for (String role : List.of("report_app", "grafana")) {
            assertThat(String.join("\n", rows(role, """
                            EXPLAIN SELECT tenant, cost_pico FROM ledger.usage_change_published
                            WHERE stream = 'books' AND change_id > 5 AND change_id <= 9"""))).contains("usage_change_stream_idx");
            for (String table : List.of("usage_change", "change_stream", "journal_difference")) {
                assertThatThrownBy(() -> rows(role, "SELECT 1 FROM ledger." + table))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    private void post(Instant bookedAt, EntryRow... rows) throws SQLException {
        try (Connection connection = fixture.database.appDataSource().getConnection()) {
            connection.setAutoCommit(false);
            new LedgerPosting().post(connection, List.of(rows), bookedAt);
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private String streams() throws SQLException {
        return fixture.value("SELECT string_agg(s::text, ' ' ORDER BY stream) FROM ledger.change_stream s");
    }

    private List<String> rows(String role, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(fixture.database.jdbcUrl(role));
                Statement statement = connection.createStatement()) {
            statement.execute("SET enable_seqscan = off");
            try (ResultSet row = statement.executeQuery(sql)) {
                var rows = new ArrayList<String>();
                while (row.next()) {
                    rows.add(row.getString(1));
                }
                return rows;
            }
        }
    }

    private static EntryAmount.Known usd(long pico) {
        return new EntryAmount.Known(1L, "USD", BigInteger.valueOf(pico));
    }
}
