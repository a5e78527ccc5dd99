package io.tokenledger.pricing.ledger;

import static io.tokenledger.pricing.ledger.LedgerFixture.NOON;
import static io.tokenledger.pricing.ledger.LedgerFixture.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.contract.MeteredUsage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is closed does not change, whatever arrives and whenever it does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeriodClosingIT {
    private final LedgerFixture fixture = new LedgerFixture();
    private final PeriodClosing periods = new PeriodClosing(fixture.database.appDataSource());
    private final ClosingResource resource = new ClosingResource(periods);

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
    void eventOfClosedTimeIsAccountedAtTheFirstOpenMoment() throws Exception {
        fixture.book(usage("early", "o4-mini", NOON.minusSeconds(1), 1000, 10));
        String before = reportUntil(NOON);
        periods.close("acme", NOON, "finance", "November is done");

        fixture.book(usage("late", "o4-mini", NOON.minusSeconds(1), 500, 10), usage("on-time", "o4-mini", NOON, 7, 7));

        assertThat(reportUntil(NOON)).isEqualTo(before);
        assertThat(fixture.value(
                        "SELECT accounted_at = '" + NOON + "' FROM ledger.usage_entry WHERE event_id = 'late'"))
                .isEqualTo("t");
        assertThat(fixture.count("ledger.usage_entry WHERE accounted_at IS NULL"))
                .isEqualTo(2);
        assertThat(fixture.value("SELECT sum(input_tokens) FROM ledger.usage_by_quarter_hour"))
                .isEqualTo("1507");
        assertThat(fixture.value(
                        "SELECT sum(input_tokens) FROM ledger.usage_by_entry WHERE accounted_at >= '" + NOON + "'"))
                .isEqualTo("507");
        assertThat(fixture.findings().passed()).isTrue();
    }

    @Test
    void closingOfOneTenantLeavesTheOthersOpen() throws Exception {
        periods.close("globex", NOON, "finance", "done");
        fixture.book(usage("1", "o4-mini", NOON.minusSeconds(60), 1000, 10));
        assertThat(fixture.value("SELECT accounted_at FROM ledger.usage_entry")).isEqualTo("null");
    }

    @Test
    void booksAreClosedForwardOnlyAndNeverInTheFuture() throws Exception {
        post("acme", "2026-11-01T00:00:00Z");
        assertThatThrownBy(() -> post("acme", "2026-11-01T00:00:00Z"))
                .hasMessageContaining("closings.not_forward")
                .hasMessageContaining("2026-11-01T00:00:00Z");
        assertThatThrownBy(() -> post("acme", "2026-10-01T00:00:00Z")).hasMessageContaining("closings.not_forward");
        assertThatThrownBy(() -> post("acme", "2099-01-01T00:00:00Z"))
                .hasMessageContaining("closings.in_future")
                .hasMessageContaining("2099-01-01T00:00:00Z");
        assertThatThrownBy(() -> post("acme", "2026-11-02T00:07:00Z")).hasMessageContaining("quarter of an hour");
        assertThatThrownBy(() -> post("acme", "yesterday")).hasMessageContaining("time.invalid");
        assertThatThrownBy(() -> resource.close(body(
                        "{\"tenant\":\"acme\",\"closed_until\":\"2026-11-02T00:00:00Z\"," + "\"author\":\"finance\"}")))
                .hasMessageContaining("reason is missing");
        assertThatThrownBy(() -> resource.close(body("{\"tenat\":\"acme\"}"))).hasMessageContaining("'tenat'");
        post("acme", "2026-11-03T00:00:00Z");

        assertThat(resource.closings("acme").closings())
                .extracting(closing -> closing.closedUntil().toString())
                .containsExactly("2026-11-03T00:00:00Z", "2026-11-01T00:00:00Z");
        assertThat(resource.closings("globex").closings()).isEmpty();
    }

    @Test
    void closingWaitsForABookingThatIsUnderWay() throws Exception {
        try (var connection = fixture.database.appDataSource().getConnection()) {
            connection.setAutoCommit(false);
            new Closings().holdOff(connection);
            var closing = CompletableFuture.supplyAsync(() -> {
                try {
                    return periods.close("acme", NOON, "finance", "done");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            TimeUnit.MILLISECONDS.sleep(300);
            assertThat(closing).isNotDone();
            connection.commit();
            connection.setAutoCommit(true);
            assertThat(closing.get(20, TimeUnit.SECONDS).closedUntil()).isEqualTo(NOON);
        }
    }

    /** Writers book events for a time while it is being closed; what was reported at the closing never changes. */
    @Test
    void nothingIsAddedToClosedTimeByBookingsThatRaceWithTheClosing() throws Exception {
        var stop = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(3)) {
            var writers = new ArrayList<Future<Integer>>();
            for (int partition = 0; partition < 3; partition++) {
                int number = partition;
                writers.add(threads.submit(() -> writeUntil(stop, number)));
            }
            for (int step = 0; step < 12; step++) {
                Instant until = NOON.minusSeconds(900L * (12 - step));
                periods.close("acme", until, "finance", "step " + step);
                String reported = reportUntil(until);
                TimeUnit.MILLISECONDS.sleep(120);
                assertThat(reportUntil(until)).as("closed until %s", until).isEqualTo(reported);
            }
            stop.set(true);
            int events = 0;
            for (Future<Integer> writer : writers) {
                events += writer.get();
            }
            assertThat(fixture.count("ledger.usage_entry")).isEqualTo(events);
        }
        assertThat(fixture.count("ledger.usage_entry WHERE accounted_at IS NOT NULL"))
                .isPositive();
        assertThat(fixture.findings().passed()).isTrue();
    }

    private int writeUntil(AtomicBoolean stop, int partition) throws Exception {
        int events = 0;
        while (!stop.get()) {
            var usages = new ArrayList<MeteredUsage>();
            for (int i = 0; i < 12; i++) {
                usages.add(usage("p" + partition + "-" + events, "o4-mini", NOON.minusSeconds(900L * i + 1), 10, 1));
                events++;
            }
            fixture.book(partition, usages);
        }
        return events;
    }

    /** Everything that is accounted before that time, by the rollup. */
    private String reportUntil(Instant until) throws SQLException {
        return fixture.value("SELECT concat_ws(' ', sum(requests), sum(input_tokens), sum(output_tokens),"
                + " sum(cost_pico)) FROM ledger.usage_by_quarter_hour WHERE bucket_start < '" + until + "'");
    }

    private void post(String tenant, String closedUntil) throws SQLException {
        resource.close(body("{\"tenant\":\"%s\",\"closed_until\":\"%s\",\"author\":\"finance\",\"reason\":\"done\"}"
                .formatted(tenant, closedUntil)));
    }

    private static ByteArrayInputStream body(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }
}
