package io.tokenledger.pricing.ledger;

import static io.tokenledger.pricing.ledger.LedgerFixture.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.MeteredUsage;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hours and days of UTC in the books. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoarseRollupIT {
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
    }

    private static final String SUMS = """
            SELECT string_agg(concat_ws(' ', to_char(bucket_start AT TIME ZONE 'UTC', 'MM-DD HH24:MI'), requests,
                input_tokens, output_tokens, cost_pico, unpriced_requests), ', ' ORDER BY bucket_start, currency)
            FROM ledger.%s""";

    @Test
    void dayBeginsAtMidnightInUtcAndIsTheSumOfItsQuarters() throws Exception {
        fixture.book(
                usage("1", "o4-mini", Instant.parse("2026-11-18T23:59:59.999999Z"), 1, 0),
                usage("2", "o4-mini", Instant.parse("2026-11-19T00:00:00Z"), 10, 0),
                usage("3", "o4-mini", Instant.parse("2026-11-19T23:59:59Z"), 100, 1));
        fixture.book(
                usage("4", "o4-mini", Instant.parse("2026-11-19T12:00:00Z"), 1_000, 0),
                usage("5", "unheard-of", Instant.parse("2026-11-19T12:00:00Z"), 7, 7));

        assertThat(fixture.value(SUMS.formatted("usage_by_day")))
                .isEqualTo("11-18 00:00 1 1 0 1100000 0, 11-19 00:00 3 1110 1 1225400000 0, 11-19 00:00 1 7 7 0 1");
        assertThat(fixture.value(SUMS.formatted("usage_by_hour")))
                .isEqualTo("11-18 23:00 1 1 0 1100000 0, 11-19 00:00 1 10 0 11000000 0,"
                        + " 11-19 12:00 1 1000 0 1100000000 0, 11-19 12:00 1 7 7 0 1, 11-19 23:00 1 100 1 114400000 0");
    }

    /** Closed up to an instant that is no midnight in UTC: what is late counts on that day. */
    @Test
    void lateEventCountsOnTheDayOnWhichItIsAccounted() throws Exception {
        fixture.execute("SELECT ledger.close_books('acme', '2026-10-31 18:15Z', 'finance', 'done', '2026-11-02Z')");
        fixture.book(
                usage("1", "o4-mini", Instant.parse("2026-10-01T00:00:00Z"), 10, 0),
                usage("2", "o4-mini", Instant.parse("2026-10-31T18:15:00Z"), 1, 0));
        assertThat(fixture.value(SUMS.formatted("usage_by_day"))).isEqualTo("10-31 00:00 2 11 0 12100000 0");
        assertThat(fixture.value("SELECT count(*) FROM ledger.usage_by_quarter_hour"))
                .isEqualTo("1");
        assertThat(fixture.findings().passed()).isTrue();
    }

    @Test
    void writersThatBookTheSameDaysSideBySideLoseNothing() throws Exception {
        long seed = System.nanoTime();
        System.out.println("writersThatBookTheSameDaysSideBySideLoseNothing: seed " + seed);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var writers = new ArrayList<Future<?>>();
            for (int partition = 0; partition < 4; partition++) {
                int number = partition;
                writers.add(threads.submit(() -> write(number, new Random(seed + number))));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        assertThat(fixture.value("SELECT sum(requests) FROM ledger.usage_by_day"))
                .isEqualTo("4800");
        assertThat(fixture.value("SELECT sum(requests) FROM ledger.usage_by_hour"))
                .isEqualTo("4800");
        assertThat(fixture.findings().passed()).as("seed %d", seed).isTrue();
    }

    private Void write(int partition, Random random) throws Exception {
        for (int batch = 0; batch < 12; batch++) {
            var usages = new ArrayList<MeteredUsage>();
            for (int i = 0; i < 100; i++) {
                usages.add(usage(
                        partition + "-" + batch + "-" + i,
                        random.nextInt(4) == 0 ? "unheard-of" : "o4-mini",
                        LedgerFixture.NOON.minusSeconds(random.nextInt(20 * 86_400)),
                        random.nextInt(1_000),
                        random.nextInt(100)));
            }
            fixture.book(partition, usages);
        }
        return null;
    }

    @ParameterizedTest
    @ValueSource(strings = {"usage_rollup_hour", "usage_rollup_day"})
    void checkFindsWhatIsNotTheSumOfItsQuarters(String table) throws Exception {
        fixture.book(usage("1", 1, 1));
        for (String harm : List.of(
                "UPDATE ledger.%s SET cost_pico = cost_pico + 1",
                "UPDATE ledger.%s SET bucket_start = bucket_start - interval '1 day'", "DELETE FROM ledger.%s")) {
            fixture.execute("CREATE TABLE ledger.kept AS TABLE ledger." + table);
            fixture.execute(harm.formatted(table));
            BooksCheck.Findings found = fixture.findings();
            assertThat(found.rollupHourDifferences() > 0).as(harm).isEqualTo(table.equals("usage_rollup_hour"));
            assertThat(found.rollupDayDifferences() > 0).as(harm).isEqualTo(table.equals("usage_rollup_day"));
            assertThat(found.passed()).as(harm).isFalse();
            fixture.execute("TRUNCATE ledger." + table);
            fixture.execute("INSERT INTO ledger." + table + " TABLE ledger.kept");
            fixture.execute("DROP TABLE ledger.kept");
            assertThat(fixture.findings().passed()).isTrue();
        }
    }
}
