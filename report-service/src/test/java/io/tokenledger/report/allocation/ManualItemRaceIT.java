package io.tokenledger.report.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.accounting.ClosedBooksReader;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.problem.ReportProblem;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** An item that is booked while its period is closed is seen by the closing, or refused. */
class ManualItemRaceIT {
    private static final int RUNS = 50;

    private final TestLedger ledger = TestLedger.empty("item_race");

    private static ManualItem item(String tenant) {
        return new ManualItem(
                tenant,
                UUID.randomUUID(),
                ManualItem.Kind.FEE,
                "fee",
                "unattributed",
                LocalDate.of(2026, 10, 15),
                "USD",
                BigInteger.TEN,
                null,
                null,
                null,
                "ann",
                "why",
                Instant.parse("2026-11-02T00:00:00Z"));
    }

    /** True: it was booked; false: it was refused. */
    private boolean book(String tenant) {
        try {
            ledger.store().write(connection -> {
                ManualItemWriter.add(connection, item(tenant));
                return true;
            });
            return true;
        } catch (ReportProblem refused) {
            assertThat(refused.error().code()).isEqualTo("books.closed");
            return false;
        }
    }

    private static void close(Connection owner, String tenant) throws SQLException {
        ClosedBooksReader.waitForChanges(owner, tenant);
        try (PreparedStatement insert = owner.prepareStatement("""
                INSERT INTO ledger.closing (tenant_id, closed_until, author, reason, closed_at) VALUES (?, ?, 'a', 'b', ?)
                """)) {
            insert.setString(1, tenant);
            insert.setObject(2, OffsetDateTime.parse("2026-11-01T00:00:00Z"));
            insert.setObject(3, OffsetDateTime.parse("2026-11-02T00:00:00Z"));
            insert.executeUpdate();
        }
    }

    /** What a statement made right after the closing has. */
    private int closed(String tenant) throws SQLException {
        try (Connection owner = ledger.owner()) {
            owner.setAutoCommit(false);
            close(owner, tenant);
            owner.commit();
        }
        return items(tenant).size();
    }

    private List<ManualItem> items(String tenant) {
        return ledger.store()
                .write(connection -> ManualItemTable.ofDays(
                        connection, tenant, LocalDate.of(2026, 10, 1), LocalDate.of(2026, 11, 1)));
    }

    @Test
    void itemIsInWhatTheClosingSeesOrNowhere() throws Exception {
        long seed = System.nanoTime();
        System.out.println("race of items: seed " + seed);
        Random random = new Random(seed);
        int booked = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int run = 0; run < RUNS; run++) {
                String tenant = "tenant" + run;
                var start = new CountDownLatch(1);
                long wait = random.nextInt(4);
                boolean bookingWaits = random.nextBoolean();
                Future<Boolean> booking = threads.submit(() -> {
                    start.await();
                    Thread.sleep(bookingWaits ? wait : 0);
                    return book(tenant);
                });
                Callable<Integer> closing = () -> {
                    start.await();
                    Thread.sleep(bookingWaits ? 0 : wait);
                    return closed(tenant);
                };
                Future<Integer> seen = threads.submit(closing);
                start.countDown();
                int expected = booking.get() ? 1 : 0;
                booked += expected;
                assertThat(seen.get()).as(tenant).isEqualTo(expected);
                assertThat(items(tenant)).hasSize(expected);
            }
        }
        System.out.println("race of items: booked in " + booked + " of " + RUNS + " runs");
    }

    @Test
    void closingWaitsForABookingThatIsUnderWay() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(1);
                Connection booking = ledger.serviceDataSource("").getConnection()) {
            booking.setAutoCommit(false);
            ManualItemWriter.add(booking, item("waits"));
            Future<Integer> closing = threads.submit(() -> closed("waits"));
            assertThatThrownBy(() -> closing.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            booking.commit();
            assertThat(closing.get()).isEqualTo(1);
        }
    }

    @Test
    void bookingWaitsForAClosingThatIsUnderWayAndIsRefused() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(1);
                Connection owner = ledger.owner()) {
            owner.setAutoCommit(false);
            close(owner, "closes");
            Future<Boolean> booking = threads.submit(() -> book("closes"));
            assertThatThrownBy(() -> booking.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(book("another tenant")).isTrue();
            owner.commit();
            assertThat(booking.get()).isFalse();
            assertThat(items("closes")).isEmpty();
        }
    }
}
