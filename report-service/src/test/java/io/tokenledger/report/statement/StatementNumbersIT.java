package io.tokenledger.report.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.fixture.PeriodCostsOf;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.statement.StoredStatement.Status;
import io.tokenledger.report.store.ReportingStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Twenty closers of one tenant at once: whoever fails leaves no gap, and nobody gets a number twice. */
class StatementNumbersIT {
    private static final TestLedger LEDGER = TestLedger.empty("statement_numbers");
    private static final Instant NOW = Instant.parse("2028-01-01T00:00:00Z");
    private static final int CLOSERS = 20;

    private final ReportingStore store = LEDGER.store();
    private final StatementReader reader =
            new StatementReader(new LedgerViews(LEDGER.serviceDataSource(""), new SimpleMeterRegistry()));

    @Test
    void numbersHaveNoGapsAtReadCommitted() throws Exception {
        List<Callable<Boolean>> closers = new ArrayList<>();
        for (int i = 0; i < CLOSERS; i++) {
            boolean fails = i % 4 == 3;
            PeriodCosts costs = costs("committed", i);
            closers.add(() -> store.write(connection -> {
                StatementWriter.close(connection, costs, "ann", NOW);
                if (fails) {
                    throw new IllegalStateException("on purpose");
                }
                return true;
            }));
        }
        assertThat(race(closers)).isEqualTo(15);
        assertNumbers("committed", 45);
    }

    @Test
    void numbersHaveNoGapsAtRepeatableRead() throws Exception {
        List<Callable<Boolean>> closers = IntStream.range(0, CLOSERS)
                .mapToObj(i -> costs("repeatable", i))
                .<Callable<Boolean>>map(costs -> () -> untilItWorks(costs))
                .toList();
        assertThat(race(closers)).isEqualTo(CLOSERS);
        assertNumbers("repeatable", 60);
    }

    @Test
    void samePeriodIsClosedOnce() throws Exception {
        PeriodCosts costs = costs("same", 0);
        List<Callable<Boolean>> closers = IntStream.range(0, CLOSERS)
                .<Callable<Boolean>>mapToObj(_ -> () -> {
                    store.write(connection -> StatementWriter.close(connection, costs, "ann", NOW));
                    return true;
                })
                .toList();
        assertThat(race(closers)).isEqualTo(1);
        assertNumbers("same", 3);
    }

    private boolean untilItWorks(PeriodCosts costs) {
        while (true) {
            try {
                store.writeInOneState(connection -> StatementWriter.close(connection, costs, "ann", NOW));
                return true;
            } catch (ReportProblem busy) {
                if (busy.error() != ReportError.DATABASE_UNAVAILABLE) {
                    throw busy;
                }
            }
        }
    }

    /** How many of them were done. */
    private static long race(List<Callable<Boolean>> closers) throws Exception {
        CountDownLatch ready = new CountDownLatch(closers.size());
        long done = 0;
        try (var threads = Executors.newFixedThreadPool(closers.size())) {
            List<Future<Boolean>> running = closers.stream()
                    .map(closer -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return closer.call();
                    }))
                    .toList();
            for (Future<Boolean> each : running) {
                try {
                    done += each.get() ? 1 : 0;
                } catch (ExecutionException failed) {
                    assertThat(failed).rootCause().message().containsAnyOf("on purpose", "has its statements");
                }
            }
        }
        return done;
    }

    private void assertNumbers(String tenant, long last) {
        List<StoredStatement> all = new ArrayList<>();
        List<StoredStatement> page = reader.page(page(tenant, null), 7);
        while (!page.isEmpty()) { // also proves that pages join
            all.addAll(page);
            page = reader.page(page(tenant, page.getLast()), 7);
        }
        assertThat(all.stream().map(StoredStatement::number).sorted().toList())
                .isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
        assertThat(all.stream().map(StoredStatement::id).distinct()).hasSize((int) last);
        assertThat(reader.verify(all.getLast().id()).checks())
                .filteredOn(check -> check.check().equals("numbers"))
                .allMatch(VerificationJson.CheckJson::passed);
    }

    private static StatementSelection page(String tenant, @Nullable StoredStatement after) {
        return new StatementSelection(tenant, null, null, Status.FINAL, after == null ? null : after.id(), 7);
    }

    /** Three cost centres with an item each, in a month of their own: the ledger is empty. */
    private static PeriodCosts costs(String tenant, int month) {
        String period = (2026 + month / 12) + "-" + String.format(Locale.ROOT, "%02d", month % 12 + 1);
        return new PeriodCostsOf(tenant, period)
                .item("fee", "a", "1.005")
                .item("fee", "b", "2")
                .item("fee", "unattributed", "3")
                .build();
    }
}
