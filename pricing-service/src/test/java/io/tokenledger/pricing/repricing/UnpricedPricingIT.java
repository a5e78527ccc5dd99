package io.tokenledger.pricing.repricing;

import static io.tokenledger.pricing.ledger.LedgerFixture.NOON;
import static io.tokenledger.pricing.ledger.LedgerFixture.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.ledger.LedgerFixture;
import io.tokenledger.pricing.pricebook.CurrentPriceBook;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Events that were booked without a price are priced once, and nobody has to ask. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnpricedPricingIT {
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
    void waitingEventIsPricedOnceWhenItsPriceArrives() throws Exception {
        String model = newModel();
        MeteredUsage event = usage("1", model, NOON, 1000, 10);
        fixture.book(event);
        assertThat(priceAll(job())).as("priced without a price").isZero();
        assertThat(fixture.count("ledger.unpriced_wait")).isEqualTo(1);
        assertBooks();

        long price = fixture.publish(
                model, "2026-01-01T00:00:00Z", "USD", Map.of("input", 2_000_000L, "output", 8_000_000L));
        assertThat(priceAll(job())).isEqualTo(1);
        assertThat(priceAll(job())).as("priced again").isZero();

        assertThat(entries()).isEqualTo("0 usage 1 XXX null, 1 reversal -1 XXX null, 2 pricing 1 USD 2080000000");
        assertThat(fixture.value("SELECT sum(cost_pico) || ' ' || sum(requests) || ' ' || sum(unpriced_requests) || ' '"
                        + " || sum(input_tokens) FROM ledger.usage_by_quarter_hour"))
                .isEqualTo("2080000000 1 0 1000");
        assertThat(fixture.value("SELECT price_id FROM ledger.usage_entry WHERE entry_kind = 'pricing'"))
                .isEqualTo("" + price);
        assertThat(fixture.count("ledger.unpriced_wait")).isZero();
        assertBooks();

        fixture.book(event);
        assertThat(fixture.value("SELECT format('%s %s %s', sum(priced), sum(unpriced), sum(duplicates))"
                        + " FROM ledger.intake_count"))
                .isEqualTo("0 1 1");
        assertThat(fixture.count("ledger.usage_entry")).isEqualTo(3);
        assertBooks();
    }

    @Test
    void furtherMetersArePricedLaterLikeAnyOther() throws Exception {
        String model = newModel();
        fixture.publish(model, "2026-01-01T00:00:00Z", "USD", Map.of("input", 1_000_000L));
        Meters meters = Meters.builder()
                .set(Meter.INPUT, 100)
                .set(Meter.VIDEO_INPUT, 11)
                .set(Meter.REQUESTS, 2)
                .set(Meter.of("ocr_pages"), 7)
                .build();
        fixture.book(usage("acme", "1", model, NOON, meters));
        assertThat(fixture.value("SELECT reason FROM ledger.unpriced_wait")).isEqualTo("meter_unpriced");

        fixture.publish(model, "2026-01-01T00:00:00Z", "EUR", Map.of("input", 1_000_000L, "ocr_pages", 1_500_000_000L));
        assertThat(priceAll(job())).isEqualTo(1);

        // 100 input and 11 video tokens at 1.00 per million (video takes the price of its parent), 7 pages at 0.0015.
        BigDecimal expected = new BigDecimal("0.000111").add(new BigDecimal("0.0015").multiply(BigDecimal.valueOf(7)));
        assertThat(new BigDecimal(fixture.value("SELECT sum(cost_pico) FROM ledger.usage_rollup")).movePointLeft(12))
                .isEqualByComparingTo(expected);
        assertThat(fixture.value("SELECT string_agg(concat_ws(' ', currency, meter, quantity), ', '"
                        + " ORDER BY currency, meter) FROM ledger.usage_rollup_meter"))
                .isEqualTo("EUR ocr_pages 7, EUR video_input 11, XXX ocr_pages 0, XXX video_input 0");
        assertBooks();
    }

    @Test
    void eventBeforeTheFirstPriceGoesOnWaitingWithItsNewReason() throws Exception {
        String model = newModel();
        fixture.book(usage("1", model, NOON, 1000, 10));
        fixture.publish(model, "2026-11-20T12:00:01Z", "USD", Map.of("input", 1L, "output", 1L));
        assertThat(priceAll(job())).isZero();
        assertThat(fixture.value("SELECT reason || ' ' || (tried_version = (SELECT max(version)"
                        + " FROM pricing.book_change)) FROM ledger.unpriced_wait"))
                .isEqualTo("no_price_at_time true");
        assertThat(fixture.count("ledger.usage_entry")).isEqualTo(1);
        assertBooks();
    }

    @Test
    void jobThatWasStoppedGoesOnWhereItWasAndPricesEveryEventOnce() throws Exception {
        String model = newModel();
        var usages = new ArrayList<MeteredUsage>();
        BigInteger truth = BigInteger.ZERO;
        for (int i = 0; i < 500; i++) {
            usages.add(usage("e" + i, model, NOON.minusSeconds(61L * i), i, 2L * i));
            truth = truth.add(BigInteger.valueOf(3L * i + 7L * 2 * i));
        }
        fixture.book(0, usages);
        fixture.publish(model, "2025-01-01T00:00:00Z", "USD", Map.of("input", 3L, "output", 7L));

        assertThat(job().priceNext(123).priced()).isEqualTo(123);
        assertThat(fixture.count("ledger.unpriced_wait")).isEqualTo(377);
        assertBooks();
        // Another process: nothing is kept in memory.
        assertThat(priceAll(job())).isEqualTo(377);

        assertThat(fixture.value("SELECT sum(cost_pico) FROM ledger.usage_entry"))
                .isEqualTo(truth.toString());
        assertThat(fixture.count("ledger.usage_entry")).isEqualTo(1500);
        assertBooks();
    }

    @Test
    void eventOfTimeThatWasClosedMeanwhileIsPricedInOpenTime() throws Exception {
        String model = newModel();
        fixture.book(usage("1", model, NOON, 1000, 10));
        fixture.execute("INSERT INTO ledger.closing VALUES ('acme', '2026-11-20 13:00Z', 'finance', 'done', now())");
        fixture.publish(model, "2025-01-01T00:00:00Z", "USD", Map.of("input", 3L, "output", 7L));
        String before = closedTime();
        assertThat(priceAll(job())).isEqualTo(1);

        assertThat(closedTime()).isEqualTo(before).startsWith("1 1 ");
        assertThat(fixture.value("SELECT sum(cost_pico) FROM ledger.usage_rollup"))
                .isEqualTo("3070");
        assertThat(fixture.value("SELECT sum(unpriced_requests) FROM ledger.usage_rollup"))
                .isEqualTo("0");
        assertBooks();
    }

    private String closedTime() throws SQLException {
        return fixture.value("SELECT concat_ws(' ', sum(requests), sum(unpriced_requests), sum(cost_pico))"
                + " FROM ledger.usage_rollup WHERE bucket_start < '2026-11-20 13:00Z'");
    }

    private String newModel() {
        return "late-" + models++;
    }

    private UnpricedPricing job() {
        return new UnpricedPricing(fixture.database.appDataSource(), new CurrentPriceBook(), Clock.systemUTC());
    }

    private static int priceAll(UnpricedPricing job) throws SQLException {
        int priced = 0;
        while (job.isDue()) {
            priced += job.priceNext(UnpricedPricing.EVENTS_PER_BATCH).priced();
        }
        return priced;
    }

    private String entries() throws SQLException {
        return fixture.value("""
                SELECT string_agg(concat_ws(' ', entry_no, entry_kind, requests, currency, coalesce(cost_pico::text, 'null')),
                    ', ' ORDER BY entry_no) FROM ledger.usage_entry""");
    }

    private void assertBooks() throws SQLException {
        assertThat(fixture.findings()).matches(findings -> findings.passed());
        assertThat(fixture.count("ledger.rollup_difference")).isZero();
    }
}
