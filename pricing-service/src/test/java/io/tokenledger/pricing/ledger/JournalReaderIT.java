package io.tokenledger.pricing.ledger;

import static io.tokenledger.pricing.ledger.LedgerFixture.NOON;
import static io.tokenledger.pricing.ledger.LedgerFixture.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.Meters;
import io.tokenledger.contract.Topics;
import java.math.BigInteger;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Consumers, one that has lost its partition, and others who book without one write side by side; readers follow the
 * journal meanwhile. At every poll, what a reader has added up is what the rollup has in the same state of the database.
 */
class JournalReaderIT {
    private static final int CONSUMERS = 3;
    private static final int OTHERS = 3;
    private static final int BATCHES = 80;

    private final LedgerFixture fixture = new LedgerFixture();
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicInteger writersLeft = new AtomicInteger(CONSUMERS + OTHERS);

    @Test
    void readersNeitherMissNorSeeTwiceWhatIsBookedSideBySide() throws Exception {
        long seed = System.nanoTime();
        System.out.println("readersNeitherMissNorSeeTwiceWhatIsBookedSideBySide: seed " + seed);
        try (fixture) {
            fixture.prepared();
            for (int partition = 0; partition < 2 * CONSUMERS; partition++) {
                fixture.begin(Topics.USAGE_METERED, partition, 0);
            }
            List<Callable<Void>> jobs = new ArrayList<>();
            for (int i = 0; i < CONSUMERS; i++) {
                int number = i;
                jobs.add(() -> writing(() -> consume(number, new Random(seed + number))));
            }
            for (int i = 0; i < OTHERS; i++) {
                int number = i;
                jobs.add(() -> writing(() -> charge(number, new Random(seed - number))));
            }
            jobs.add(() -> bookWhatWasLost(new Random(seed * 3)));
            jobs.add(() -> follow(seed, new Random(seed * 5), 1));
            jobs.add(() -> follow(seed, new Random(seed * 7), 60));
            try (var threads = Executors.newFixedThreadPool(jobs.size())) {
                for (Future<Void> job : threads.invokeAll(jobs)) {
                    job.get();
                }
            }
            assertThat(fixture.findings().passed())
                    .as("seed %d: %s", seed, fixture.findings())
                    .isTrue();
            assertThat(fixture.value("SELECT string_agg(stream, ' ' ORDER BY stream) FROM ledger.change_stream"))
                    .startsWith("books usage.metered.v1/0 usage.metered.v1/1 usage.metered.v1/2");
        }
    }

    private Void writing(Callable<Void> job) throws Exception {
        try {
            return job.call();
        } finally {
            writersLeft.decrementAndGet();
        }
    }

    /** Two partitions, read together or one at a time. */
    private Void consume(int number, Random random) throws Exception {
        long[] offsets = new long[2];
        for (int batch = 0; batch < BATCHES; batch++) {
            var slices = new ArrayList<TopicSlice>();
            int which = random.nextInt(3);
            for (int i = 0; i < 2; i++) {
                if (which == 2 || which == i) {
                    MeteredUsage[] usages = someUsages(random);
                    slices.add(fixture.slice(number + i * CONSUMERS, offsets[i], usages));
                    offsets[i] += usages.length;
                }
            }
            fixture.ledger.book(slices);
        }
        return null;
    }

    private MeteredUsage[] someUsages(Random random) {
        var usages = new MeteredUsage[1 + random.nextInt(40)];
        for (int i = 0; i < usages.length; i++) {
            Meters meters = Meters.builder()
                    .set(Meter.INPUT, random.nextInt(100_000))
                    .set(Meter.REASONING, random.nextInt(1_000))
                    .set(Meter.VIDEO_INPUT, random.nextInt(5))
                    .set(Meter.REQUESTS, 1)
                    .build();
            usages[i] = usage(
                    "t" + random.nextInt(3),
                    "e" + events.incrementAndGet(),
                    random.nextInt(9) == 0 ? "unheard-of" : "o4-mini",
                    NOON.minusSeconds(random.nextInt(7_200)),
                    meters);
        }
        return usages;
    }

    /** As jobs do; some of them fail at the end, some take their time. */
    private Void charge(int number, Random random) throws Exception {
        var posting = new LedgerPosting();
        for (int batch = 0; batch < BATCHES; batch++) {
            var rows = new ArrayList<EntryRow>();
            for (int i = 1 + random.nextInt(20); i > 0; i--) {
                UsageDimension dimension = UsageDimension.of(someUsages(random)[0]);
                LedgerEvent occasion = LedgerEvent.ofCharge(
                        dimension,
                        NOON.minusSeconds(random.nextInt(7_200)),
                        "contract/" + number,
                        batch + "/" + i,
                        NOON);
                rows.add(EntryRow.charge(
                        occasion, 1, "USD", BigInteger.valueOf(1 + random.nextInt(1_000_000)), "contract/1"));
            }
            try (Connection connection = fixture.database.appDataSource().getConnection()) {
                connection.setAutoCommit(false);
                posting.post(connection, rows, NOON);
                Thread.sleep(random.nextInt(4));
                if (random.nextInt(5) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
                connection.setAutoCommit(true);
            }
        }
        return null;
    }

    /** Has lost the first partition and does not know it: the same stream, and never anything to be seen of it. */
    private Void bookWhatWasLost(Random random) throws Exception {
        while (writersLeft.get() > 0) {
            try {
                fixture.ledger.book(List.of(fixture.slice(0, Long.MAX_VALUE / 2, someUsages(random))));
                throw new AssertionError("a partition that was lost has been booked");
            } catch (LostPartitionException expected) {
                Thread.sleep(random.nextInt(5));
            }
        }
        return null;
    }

    private Void follow(long seed, Random random, int longestPauseMillis) throws Exception {
        int pollsWithNews = 0;
        try (var reader = new JournalReader(fixture.database.jdbcUrl("report_app"))) {
            boolean isOver;
            do {
                isOver = writersLeft.get() == 0;
                JournalReader.Poll poll = reader.poll();
                assertThat(poll.followed())
                        .as("seed %d, poll with %d new rows", seed, poll.newRows())
                        .isEqualTo(poll.inTheBooks());
                pollsWithNews += poll.newRows() > 0 ? 1 : 0;
                Thread.sleep(random.nextInt(longestPauseMillis));
            } while (!isOver);
        }
        assertThat(pollsWithNews).as("polls that found something").isGreaterThan(10);
        return null;
    }
}
