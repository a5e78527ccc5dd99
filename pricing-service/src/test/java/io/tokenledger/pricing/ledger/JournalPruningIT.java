package io.tokenledger.pricing.ledger;

import static io.tokenledger.pricing.ledger.LedgerFixture.NOON;
import static io.tokenledger.pricing.ledger.LedgerFixture.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is old goes from the journal, whole transactions at a time, and the stream tells it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalPruningIT {
    private final LedgerFixture fixture = new LedgerFixture();
    private final AtomicInteger charges = new AtomicInteger();

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
    void onlyWhatIsOldGoesAndTheStreamTellsUpToWhere() throws Exception {
        post(NOON.minusSeconds(3), 2);
        post(NOON.minusSeconds(2), 3);
        post(NOON.minusNanos(1_000), 1);
        long lastOld = lastChange();
        post(NOON, 4);
        fixture.book(usage("1", 1, 1));
        String entries =
                fixture.value("SELECT md5(string_agg(e::text, '|' ORDER BY e::text)) FROM ledger.usage_entry e");

        assertThat(pruning().prune(NOON, 1_000)).isEqualTo(6);
        assertThat(pruning().prune(NOON, 1_000)).isZero();

        assertThat(fixture.value("SELECT pruned_through FROM ledger.change_stream WHERE stream = 'books'"))
                .isEqualTo("" + lastOld);
        assertThat(fixture.value("SELECT pruned_through FROM ledger.change_stream WHERE stream <> 'books'"))
                .isEqualTo("0");
        assertThat(fixture.count("ledger.usage_change WHERE change_id <= " + lastOld))
                .isZero();
        assertThat(fixture.count("ledger.usage_change")).isEqualTo(5);
        assertThat(pruning().oldest()).isEqualTo(NOON);
        assertThat(fixture.value("SELECT md5(string_agg(e::text, '|' ORDER BY e::text)) FROM ledger.usage_entry e"))
                .isEqualTo(entries);
        assertThat(fixture.findings().passed()).isTrue();
    }

    @Test
    void transactionGoesAsAWholeHoweverFewRowsAreAskedFor() throws Exception {
        post(NOON.minusSeconds(3), 5);
        long first = lastChange();
        post(NOON.minusSeconds(2), 5);

        assertThat(pruning().prune(NOON, 3)).isEqualTo(5);
        assertThat(fixture.value("SELECT pruned_through FROM ledger.change_stream"))
                .isEqualTo("" + first);
        assertThat(pruning().prune(NOON, 3)).isEqualTo(5);
        assertThat(pruning().prune(NOON, 3)).isZero();
        assertThat(fixture.value("SELECT (pruned_through = last_change)::text FROM ledger.change_stream"))
                .isEqualTo("true");
        assertThat(pruning().oldest()).isNull();
        assertThat(fixture.findings().passed()).isTrue();
    }

    /** The clock of one instance is behind: what is old behind something young stays until that is old, too. */
    @Test
    void nothingGoesBehindAChangeThatIsTooYoung() throws Exception {
        post(NOON.minusSeconds(3), 1);
        long first = lastChange();
        post(NOON.plusSeconds(1), 1);
        post(NOON.minusSeconds(1), 1);

        assertThat(pruning().prune(NOON, 1_000)).isEqualTo(1);
        assertThat(pruning().prune(NOON, 1_000)).isZero();
        assertThat(fixture.value("SELECT pruned_through FROM ledger.change_stream"))
                .isEqualTo("" + first);
        assertThat(fixture.count("ledger.usage_change")).isEqualTo(2);
    }

    @Test
    void readerThatIsUnderWaySeesTheJournalAsItWas() throws Exception {
        post(NOON.minusSeconds(3), 2);
        try (Connection reader = DriverManager.getConnection(fixture.database.jdbcUrl("report_app"));
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            assertThat(prunedAndRows(statement)).isEqualTo("0 2");
            assertThat(pruning().prune(NOON, 1_000)).isEqualTo(2);
            assertThat(prunedAndRows(statement)).isEqualTo("0 2");
            reader.commit();
            assertThat(prunedAndRows(statement)).isEqualTo(lastChange() + " 0");
        }
    }

    private static String prunedAndRows(Statement statement) throws SQLException {
        try (var row =
                statement.executeQuery("SELECT (SELECT pruned_through FROM ledger.change_stream_published) || ' '"
                        + " || (SELECT count(*) FROM ledger.usage_change_published)")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void instancesPruneWhileOthersBookAndNobodyIsInTheWay() throws Exception {
        var booking = new AtomicBoolean(true);
        var pruned = new AtomicInteger();
        List<Callable<Void>> jobs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            jobs.add(() -> {
                while (booking.get()) {
                    pruned.addAndGet(pruning().prune(NOON, 7));
                }
                return null;
            });
        }
        jobs.add(() -> {
            try {
                for (int i = 0; i < 150; i++) {
                    post(NOON.minusSeconds(1), 1 + i % 5);
                    fixture.book(i % 3, List.of(usage("e" + i, 1, 1)));
                }
            } finally {
                booking.set(false);
            }
            return null;
        });
        try (var threads = Executors.newFixedThreadPool(jobs.size())) {
            for (Future<Void> job : threads.invokeAll(jobs)) {
                job.get();
            }
        }
        for (int deleted = 1; deleted > 0; pruned.addAndGet(deleted)) {
            deleted = pruning().prune(NOON, 1_000);
        }

        assertThat(pruned).hasValue(450);
        assertThat(fixture.count("ledger.usage_change")).isEqualTo(150);
        assertThat(fixture.findings().passed()).isTrue();
    }

    @Test
    void jobKeepsWhatIsYoungerThanTheRetention() throws Exception {
        post(Instant.now().minusSeconds(7_300), 2);
        post(Instant.now().minusSeconds(7_100), 3);
        var registry = new SimpleMeterRegistry();
        job(Duration.ofHours(2), 1, registry).prune();

        assertThat(fixture.count("ledger.usage_change")).isEqualTo(3);
        assertThat(registry.get("tokenledger.pricing.journal.pruned.rows")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("tokenledger.pricing.journal.age.seconds")
                        .gauge()
                        .value())
                .isBetween(7_100.0, 7_300.0);
        job(Duration.ofMinutes(1), 0, registry).prune();
        assertThat(fixture.count("ledger.usage_change"))
                .as("an instance that books nothing prunes nothing")
                .isEqualTo(3);
    }

    @Test
    void retentionOfNothingIsRefused() {
        assertThatThrownBy(() -> job(Duration.ZERO, 1, new SimpleMeterRegistry()))
                .hasMessageContaining("tokenledger.ledger.journal-retention is PT0S");
    }

    private JournalJob job(Duration retention, int consumers, SimpleMeterRegistry registry) {
        var ledgerSettings = new LedgerSettings() {
            @Override
            public String consumerGroup() {
                return LedgerFixture.GROUP;
            }

            @Override
            public int consumers() {
                return consumers;
            }

            @Override
            public int batchRecords() {
                return 1;
            }
        };
        return new JournalJob(fixture.database.appDataSource(), () -> retention, ledgerSettings, registry);
    }

    private JournalPruning pruning() {
        return new JournalPruning(fixture.database.appDataSource());
    }

    private long lastChange() throws SQLException {
        return Long.parseLong(fixture.value("SELECT last_change FROM ledger.change_stream WHERE stream = 'books'"));
    }

    /** One transaction with that many changes, each of another quarter of an hour. */
    private void post(Instant bookedAt, int changes) throws SQLException {
        var rows = new ArrayList<EntryRow>();
        for (int i = 0; i < changes; i++) {
            LedgerEvent occasion = LedgerEvent.ofCharge(
                    UsageDimension.of(usage("1", 1, 1)),
                    NOON.minusSeconds(900L * i),
                    "contract/1",
                    "charge/" + charges.incrementAndGet(),
                    NOON);
            rows.add(EntryRow.charge(occasion, 1, "USD", BigInteger.TEN, "contract/1"));
        }
        try (Connection connection = fixture.database.appDataSource().getConnection()) {
            connection.setAutoCommit(false);
            new LedgerPosting().post(connection, rows, bookedAt);
            connection.commit();
            connection.setAutoCommit(true);
        }
    }
}
