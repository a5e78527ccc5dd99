package io.tokenledger.pricing.repricing;

import static io.tokenledger.pricing.ledger.LedgerFixture.NOON;
import static io.tokenledger.pricing.ledger.LedgerFixture.usage;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Capability;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.ledger.DimensionScope;
import io.tokenledger.pricing.ledger.DimensionScope.Field;
import io.tokenledger.pricing.ledger.LedgerFixture;
import io.tokenledger.pricing.pricebook.CurrentPriceBook;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.Priced;
import io.tokenledger.pricing.rating.Rated;
import io.tokenledger.pricing.rating.RatingRequest;
import io.tokenledger.pricing.repricing.RepricingRun.Asked;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Prices come, change and are taken back, events arrive, what waits is priced, what is booked is repriced, books are
 * closed, in any order. Whatever happened, every event costs what the version of the book says that rated it last.
 */
class RandomHistoryIT {
    private static final String[] MODELS = {"a", "b", "c", "d"};
    private static final Instant FROM = NOON.minusSeconds(86_400);
    private static final Instant UNTIL = NOON.plusSeconds(86_400);

    private final Map<String, MeteredUsage> events = new HashMap<>();
    private final List<Long> prices = new ArrayList<>();
    private int closings;

    @Test
    void everyEventCostsWhatTheBookThatRatedItLastSays() throws Exception {
        long seed = System.nanoTime();
        System.out.println("everyEventCostsWhatTheBookThatRatedItLastSays: seed " + seed);
        var random = new Random(seed);
        try (var fixture = new LedgerFixture().prepared()) {
            for (int step = 0; step < 60; step++) {
                String done = doSomething(fixture, random);
                assertThat(fixture.findings().passed())
                        .as("seed %d, step %d, %s: %s", seed, step, done, fixture.findings())
                        .isTrue();
            }
            new UnpricedPricing(fixture.database.appDataSource(), new CurrentPriceBook(), Clock.systemUTC())
                    .priceNext(1_000_000);
            assertThat(fixture.journalAndRollupDifferences())
                    .as("seed %d", seed)
                    .isZero();
            assertEveryEventIsReproduced(fixture, seed);
        }
    }

    private String doSomething(LedgerFixture fixture, Random random) throws Exception {
        return switch (random.nextInt(10)) {
            case 0, 1 -> publish(fixture, random);
            case 2 -> withdraw(fixture, random);
            case 3, 4, 5 -> book(fixture, random);
            case 6 -> price(fixture, random);
            case 7, 8 -> reprice(fixture, random);
            default -> closeBooks(fixture);
        };
    }

    private String publish(LedgerFixture fixture, Random random) throws SQLException {
        prices.add(fixture.publish(
                MODELS[random.nextInt(MODELS.length)],
                NOON.minusSeconds(random.nextInt(9) * 3_600L).toString(),
                random.nextInt(5) == 0 ? "EUR" : "USD",
                random.nextInt(4) == 0
                        ? Map.of("input", 1L + random.nextInt(50))
                        : Map.of(
                                "input",
                                1L + random.nextInt(50),
                                "output",
                                1L + random.nextInt(50),
                                "ocr_pages",
                                1L + random.nextInt(50))));
        return "publish";
    }

    private String withdraw(LedgerFixture fixture, Random random) throws SQLException {
        if (!prices.isEmpty()) {
            fixture.withdraw(prices.remove(random.nextInt(prices.size())));
        }
        return "withdraw";
    }

    private String book(LedgerFixture fixture, Random random) throws Exception {
        var usages = new ArrayList<MeteredUsage>();
        for (int i = 1 + random.nextInt(80); i > 0; i--) {
            String id = "e" + events.size();
            var meters = Meters.builder()
                    .set(Meter.INPUT, random.nextInt(4) == 0 ? random.nextInt(3_000_000) : random.nextInt(1_000))
                    .set(Meter.OUTPUT, random.nextInt(3) == 0 ? 0 : random.nextInt(1_000))
                    .set(Meter.VIDEO_INPUT, random.nextInt(4) == 0 ? random.nextInt(100) : 0)
                    .set(Meter.of("ocr_pages"), random.nextInt(4) == 0 ? random.nextInt(9) : 0)
                    .set(Meter.REQUESTS, 1 + random.nextInt(3))
                    .build();
            MeteredUsage usage = LedgerFixture.using(
                    usage(
                            "t" + random.nextInt(3),
                            id,
                            MODELS[random.nextInt(MODELS.length)],
                            NOON.minusSeconds(random.nextInt(36_000)),
                            meters),
                    Capability.ofBits(random.nextInt(8)),
                    random.nextBoolean() ? null : random.nextLong(1_000));
            events.put(id, usage);
            usages.add(usage);
        }
        fixture.book(0, usages);
        return "book";
    }

    private static String price(LedgerFixture fixture, Random random) throws SQLException {
        new UnpricedPricing(fixture.database.appDataSource(), new CurrentPriceBook(), Clock.systemUTC())
                .priceNext(1 + random.nextInt(200));
        return "price";
    }

    private static String reprice(LedgerFixture fixture, Random random) throws SQLException {
        var run = new RepricingRun(fixture.database.appDataSource(), new CurrentPriceBook(), Clock.systemUTC());
        var scope = new DimensionScope(
                random.nextBoolean() ? Map.of() : Map.of(Field.MODEL, MODELS[random.nextInt(MODELS.length)]));
        run.ask(new Asked(scope, FROM, UNTIL, "somebody", "a test needs it", null));
        int entries = 1 + random.nextInt(100);
        while (run.applyNext(entries) != null) {
            // until there is nothing left
        }
        return "reprice";
    }

    private String closeBooks(LedgerFixture fixture) throws SQLException {
        closings++;
        fixture.execute(
                "INSERT INTO ledger.closing VALUES ('t0', timestamptz '2026-11-20 03:00Z' + interval '15 minutes' * "
                        + closings + ", 'finance', 'done', now())");
        return "close";
    }

    private void assertEveryEventIsReproduced(LedgerFixture fixture, long seed) throws SQLException {
        var current = new CurrentPriceBook();
        var books = new HashMap<Long, PriceBook>();
        try (Connection connection = fixture.database.appDataSource().getConnection();
                var select = connection.prepareStatement("""
                        SELECT event_id, max(book_version) AS version, sum(cost_pico) AS cost_pico,
                               sum(unpriced_requests) AS unpriced, sum(requests) AS requests,
                               string_agg(entry_kind, ' ' ORDER BY entry_no) AS kinds
                        FROM ledger.usage_entry GROUP BY event_id""");
                var row = select.executeQuery()) {
            int seen = 0;
            while (row.next()) {
                seen++;
                MeteredUsage usage = requireNonNull(events.get(row.getString("event_id")));
                long version = row.getLong("version");
                var book = books.get(version);
                if (book == null) {
                    book = current.atVersion(connection, version);
                    books.put(version, book);
                }
                Rated rated = book.rate(new RatingRequest(
                        usage.tenant(),
                        usage.provider(),
                        usage.model(),
                        usage.serviceTier(),
                        "",
                        usage.occurredAt(),
                        usage.meters()));
                String told = "seed " + seed + ", event " + usage.id() + ", " + row.getString("kinds");
                assertThat(row.getLong("requests"))
                        .as(told)
                        .isEqualTo(usage.meters().quantity(Meter.REQUESTS));
                if (rated instanceof Priced priced) {
                    assertThat(costNow(fixture, usage, priced.price().currency()))
                            .as(told)
                            .isEqualTo(priced.costPico().toString());
                    assertThat(row.getLong("unpriced")).as(told).isZero();
                } else {
                    assertThat(row.getLong("unpriced")).as(told).isEqualTo(row.getLong("requests"));
                    assertThat(row.getBigDecimal("cost_pico")).as(told).isNull();
                }
            }
            assertThat(seen).isEqualTo(events.size());
        }
    }

    /** What the event costs in its currency; what it cost in others must have been taken back. */
    private static String costNow(LedgerFixture fixture, MeteredUsage usage, String currency) throws SQLException {
        String key = " WHERE tenant_id = '" + usage.tenant() + "' AND event_id = '" + usage.id() + "'";
        assertThat(fixture.value("SELECT coalesce(sum(cost_pico), 0) FROM ledger.usage_entry" + key
                        + " AND currency <> '" + currency + "'"))
                .isEqualTo("0");
        return fixture.value(
                "SELECT sum(cost_pico) FROM ledger.usage_entry" + key + " AND currency = '" + currency + "'");
    }
}
