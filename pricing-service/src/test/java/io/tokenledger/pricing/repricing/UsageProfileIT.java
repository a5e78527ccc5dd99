package io.tokenledger.pricing.repricing;

import static io.tokenledger.pricing.ledger.LedgerFixture.NOON;
import static io.tokenledger.pricing.ledger.LedgerFixture.usage;
import static io.tokenledger.pricing.ledger.LedgerFixture.using;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Capability;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.ledger.DimensionScope;
import io.tokenledger.pricing.ledger.EntryRow;
import io.tokenledger.pricing.ledger.LedgerEvent;
import io.tokenledger.pricing.ledger.LedgerFixture;
import io.tokenledger.pricing.ledger.LedgerPosting;
import io.tokenledger.pricing.ledger.UsageDimension;
import io.tokenledger.pricing.pricebook.CurrentPriceBook;
import io.tokenledger.pricing.repricing.RepricingRun.Asked;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever becomes of events after they were booked, the usage profile has them where they belong, to the last token. */
class UsageProfileIT {
    private static final String START = "2025-01-01T00:00:00Z";
    private static final List<Long> SIZES =
            List.of(0L, 700L, 4_096L, 4_097L, 32_000L, 65_537L, 127_999L, 128_001L, 200_001L, 1_050_000L);

    private final Map<String, MeteredUsage> sent = new HashMap<>();

    @Test
    void profileIsTheSumOfTheEntriesByTheEventsAsTheyWereSent() throws Exception {
        long seed = System.nanoTime();
        System.out.println("profileIsTheSumOfTheEntriesByTheEventsAsTheyWereSent: seed " + seed);
        var random = new Random(seed);
        try (var fixture = new LedgerFixture().prepared()) {
            live(fixture, random);
            compare(fixture, seed);
        }
    }

    /** Prices that come late and change, replays, a closing between events, a charge. */
    private void live(LedgerFixture fixture, Random random) throws Exception {
        for (String model : List.of("dearer", "moved")) {
            fixture.publish(model, START, "USD", Map.of("input", 10L, "output", 20L, "ocr_pages", 3L));
        }
        fixture.book(0, someEvents(600, random));
        fixture.publish("late", START, "USD", Map.of("input", 2L, "output", 2L, "ocr_pages", 1L));
        new UnpricedPricing(fixture.database.appDataSource(), new CurrentPriceBook(), Clock.systemUTC())
                .priceNext(1_000_000);
        fixture.execute("INSERT INTO ledger.closing VALUES ('acme', '" + NOON + "', 'finance', 'done', now())");
        fixture.book(0, someEvents(300, random));
        fixture.book(1, sent.values().stream().limit(200).toList());
        fixture.publish("dearer", START, "USD", Map.of("input", 11L, "output", 20L, "ocr_pages", 3L));
        fixture.publish("moved", START, "EUR", Map.of("input", 30L, "output", 40L, "ocr_pages", 5L));
        reprice(fixture);
        charge(fixture);
    }

    private List<MeteredUsage> someEvents(int count, Random random) {
        int first = sent.size();
        for (int i = first; i < first + count; i++) {
            sent.put("e" + i, event("e" + i, random));
        }
        return sent.values().stream()
                .filter(event -> Integer.parseInt(event.id().substring(1)) >= first)
                .toList();
    }

    private static MeteredUsage event(String id, Random random) {
        long requests = random.nextInt(5);
        long input = SIZES.get(random.nextInt(SIZES.size())) * Math.max(1, requests) + random.nextInt(3);
        long output = random.nextInt(4) == 0 ? SIZES.get(random.nextInt(6)) : random.nextInt(3_000);
        Meters meters = Meters.builder()
                .set(Meter.INPUT, input - input / 3)
                .set(random.nextInt(8) == 0 ? Meter.IMAGE_INPUT : Meter.CACHED_INPUT, input / 3)
                .set(random.nextInt(8) == 0 ? Meter.AUDIO_OUTPUT : Meter.REASONING, output / 4)
                .set(Meter.OUTPUT, output - output / 4)
                .set(Meter.VIDEO_INPUT, random.nextInt(6) == 0 ? 1 + random.nextInt(500) : 0)
                .set(Meter.IMAGE_OUTPUT, random.nextInt(6) == 0 ? 1 + random.nextInt(500) : 0)
                .set(Meter.of("ocr_pages"), random.nextInt(6) == 0 ? 1 + random.nextInt(9) : 0)
                .set(Meter.REQUESTS, requests)
                .build();
        String model = List.of("dearer", "moved", "late", "never").get(random.nextInt(4));
        Instant at = NOON.minusSeconds(random.nextInt(200_000) - 30_000).plusNanos(1_000L * random.nextInt(2));
        return using(
                usage("acme", id, model, at, meters),
                Capability.ofBits(random.nextInt(3) == 0 ? random.nextInt(8) : 0),
                random.nextBoolean() ? null : Long.valueOf(input / 2));
    }

    private static void reprice(LedgerFixture fixture) throws SQLException {
        var run = new RepricingRun(fixture.database.appDataSource(), new CurrentPriceBook(), Clock.systemUTC());
        run.ask(new Asked(
                new DimensionScope(Map.of()),
                NOON.minusSeconds(1_000_000),
                NOON.plusSeconds(1_000_000),
                "finance",
                "a test needs it",
                null));
        while (run.applyNext(97) != null) {
            // until there is nothing left
        }
    }

    private static void charge(LedgerFixture fixture) throws SQLException {
        var dimension = new UsageDimension("acme", null, null, null, null, "openai", "moved", "standard", null, null);
        LedgerEvent occasion = LedgerEvent.ofCharge(dimension, NOON, "contract/1", "2026-11", NOON);
        try (Connection connection = fixture.database.appDataSource().getConnection()) {
            connection.setAutoCommit(false);
            new LedgerPosting()
                    .post(connection, List.of(EntryRow.charge(occasion, 1, "USD", BigInteger.TEN, "contract/1")), NOON);
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private void compare(LedgerFixture fixture, long seed) throws SQLException {
        for (String kind : List.of("usage", "reversal", "pricing", "correction", "charge")) {
            assertThat(fixture.count("ledger.usage_entry WHERE entry_kind = '" + kind + "'"))
                    .as("seed %d, %s", seed, kind)
                    .isPositive();
        }
        assertThat(fixture.count("ledger.usage_entry WHERE accounted_at IS NOT NULL AND entry_kind = 'usage'"))
                .isPositive();
        var oracle = new ProfileOracle(sent);
        oracle.read(fixture.database.jdbcUrl("pricing_owner"));
        String reader = fixture.database.jdbcUrl("report_app");
        Map<String, Map<String, BigDecimal>> published = ProfileOracle.published(reader);
        assertThat(published.keySet()).as("seed %d", seed).isEqualTo(oracle.cells.keySet());
        oracle.cells.forEach((key, cell) ->
                assertThat(published.get(key)).as("seed %d, %s", seed, key).isEqualTo(cell));
        assertThat(published.size()).isGreaterThan(500);
        assertThat(oracle.meters).isNotEmpty();
        assertThat(ProfileOracle.publishedMeters(reader)).as("seed %d", seed).isEqualTo(oracle.meters);
        assertThat(fixture.findings().profileDifferences()).isZero();
        assertThat(fixture.findings().passed()).isTrue();
    }

    /** A check that finds nothing whatever happens would prove nothing. */
    @Test
    void cellThatIsWrongIsFound() throws Exception {
        try (var fixture = new LedgerFixture().prepared()) {
            fixture.book(usage("1", 1_000, 10), usage("2", "unheard-of", NOON, 5_000, 10));
            assertThat(fixture.findings().profileDifferences()).isZero();
            fixture.execute(
                    "UPDATE ledger.usage_profile SET reasoning_tokens = 1 WHERE size_class = 0 AND bucket_hours = 1");
            fixture.execute("DELETE FROM ledger.usage_profile WHERE currency = 'XXX' AND bucket_hours = 24");
            fixture.execute("UPDATE ledger.usage_profile SET max_total_tokens = 9 WHERE bucket_hours = 1"
                    + " AND currency = 'XXX'");
            fixture.execute("INSERT INTO ledger.usage_profile_meter SELECT tenant_id, bucket_hours, bucket_start,"
                    + " dimension_id, size_class, capabilities, currency, 'ocr_pages', 1 FROM ledger.usage_profile"
                    + " WHERE currency = 'USD' AND bucket_hours = 24");

            assertThat(fixture.value("SELECT string_agg(concat_ws(' ', found_in, bucket_hours, currency, meter), ', '"
                            + " ORDER BY currency, bucket_hours) FROM ledger.profile_difference"))
                    .isEqualTo("both 1 USD, profile 24 USD ocr_pages, both 1 XXX, entries 24 XXX");
            assertThat(fixture.findings().passed()).isFalse();
        }
    }
}
