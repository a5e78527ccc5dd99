package io.tokenledger.pricing.repricing;

import static io.tokenledger.pricing.ledger.LedgerFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.contract.Measured;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.Meters;
import io.tokenledger.contract.Provenance;
import io.tokenledger.contract.StatedCost;
import io.tokenledger.contract.TokenCount;
import io.tokenledger.pricing.ledger.BookedEvents.Entry;
import io.tokenledger.pricing.ledger.DimensionScope;
import io.tokenledger.pricing.ledger.LedgerFixture;
import io.tokenledger.pricing.ledger.OtherSayings.Stated;
import io.tokenledger.pricing.ledger.OtherSayings.TextCount;
import io.tokenledger.pricing.ledger.OtherSayings.TextTokens;
import io.tokenledger.pricing.pricebook.CurrentPriceBook;
import io.tokenledger.pricing.repricing.RepricingRun.Asked;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.util.PSQLException;

/** Stated costs, counts of text and aborted answers in the books; and what is free by definition. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatOthersSayIT {
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

    /** An event in the making; what is not said is as in most events. */
    private static final class Said {
        private final String id;
        private String tenant = "acme";
        private String provider = "openai";
        private String model = "o4-mini";
        private String tier = "standard";
        private Instant at = NOON;
        private Meters meters = meters(1000, 200, 0);
        private Provenance output = Provenance.PROVIDER;
        private boolean aborted;
        private @Nullable StatedCost stated;
        private Measured measured = Measured.NOTHING;

        Said(String id) {
            this.id = id;
        }

        MeteredUsage usage() {
            return new MeteredUsage(
                            tenant,
                            "checkout",
                            id,
                            "io.tokenledger.usage.v1",
                            new UUID(0, 0),
                            at,
                            NOON,
                            provider,
                            model,
                            tier,
                            null,
                            null,
                            "search",
                            null,
                            "ranker",
                            null,
                            null,
                            Map.of(),
                            meters,
                            Provenance.PROVIDER,
                            output,
                            Set.of(),
                            aborted,
                            stated,
                            measured)
                    .fingerprinted();
        }
    }

    private static Meters meters(long input, long output, long images) {
        return Meters.builder()
                .set(Meter.INPUT, input)
                .set(Meter.OUTPUT, output)
                .set(Meter.IMAGE_INPUT, images)
                .set(Meter.REQUESTS, 1)
                .build();
    }

    private static TokenCount counted(long tokens) {
        return new TokenCount(tokens, Provenance.COUNTED);
    }

    private static TokenCount estimated(long tokens) {
        return new TokenCount(tokens, Provenance.ESTIMATED);
    }

    @Test
    void whatIsSaidOfAnEventIsToldWithItsEntry() throws Exception {
        var said = new Said("1");
        said.aborted = true;
        said.stated = StatedCost.ofDollars("openrouter", new BigDecimal("0.002"));
        said.measured = new Measured(7L, counted(990), estimated(150), 50L);
        var silent = new Said("2");
        fixture.book(said.usage(), silent.usage());

        Entry told = fixture.entries("acme", "checkout", "1").getFirst();
        assertThat(told.aborted()).isTrue();
        assertThat(told.providerStatedCost()).isEqualTo(new Stated("openrouter", "0.002", "USD"));
        assertThat(told.textTokens())
                .isEqualTo(new TextTokens(new TextCount(990, "counted"), new TextCount(150, "estimated")));
        assertThat(told.reasoningAtMost()).isEqualTo(50);
        assertThat(told.freeReason()).isNull();
        Entry other = fixture.entries("acme", "checkout", "2").getFirst();
        assertThat(other.aborted()).isFalse();
        assertThat(other.providerStatedCost()).isNull();
        assertThat(other.textTokens()).isNull();
        assertThat(fixture.value("SELECT count(*) FROM ledger.usage_entry WHERE aborted IS NULL AND event_id = '2'"))
                .as("not aborted takes no room")
                .isEqualTo("1");
        assertThat(fixture.value("SELECT concat_ws(' ', aborted, stated_cost_by, stated_cost_pico, text_input_tokens,"
                        + " text_input_provenance, text_output_tokens, text_output_provenance, reasoning_at_most)"
                        + " FROM ledger.entry_published WHERE event_id = '1'"))
                .isEqualTo("t openrouter 2000000000 990 counted 150 estimated 50");
        assertBooks();
    }

    @Test
    void batchInWhichNobodySaysAnythingLeavesTheirSumsAlone() throws Exception {
        fixture.book(new Said("1").usage(), new Said("2").usage());
        assertThat(fixture.count("ledger.usage_drift")).isZero();
        assertThat(fixture.count("ledger.usage_stated")).isZero();
        assertBooks();
    }

    @Test
    void onlyTokensThatTextCanStandForAreHeldAgainstTheText() throws Exception {
        var image = new Said("1");
        image.meters = Meters.builder()
                .set(Meter.INPUT, 1000)
                .set(Meter.CACHED_INPUT, 300)
                .set(Meter.CACHE_WRITE, 20)
                .set(Meter.CACHE_WRITE_1H, 5)
                .set(Meter.IMAGE_INPUT, 700)
                .set(Meter.AUDIO_INPUT, 80)
                .set(Meter.VIDEO_INPUT, 90)
                .set(Meter.CACHED_AUDIO_INPUT, 11)
                .set(Meter.OUTPUT, 40)
                .set(Meter.REASONING, 500)
                .set(Meter.AUDIO_OUTPUT, 60)
                .set(Meter.REQUESTS, 3)
                .build();
        image.measured = new Measured(null, estimated(1300), counted(38), null);
        var own = new Said("2"); // our own count of the output is no provider's
        own.output = Provenance.COUNTED;
        own.measured = new Measured(null, null, counted(200), null);
        fixture.book(image.usage(), own.usage());
        assertThat(drift()).isEqualTo("input estimated 3 1325 1300 0 0, output counted 3 40 38 0 0");
        assertBooks();
    }

    @Test
    void priceThatArrivesAfterTheBooksWereClosedDoublesNothing() throws Exception {
        String model = "late-" + models++;
        var said = new Said("1");
        said.model = model;
        said.stated = StatedCost.ofDollars("litellm", new BigDecimal("0.5"));
        said.measured = new Measured(null, counted(900), counted(180), 20L);
        fixture.book(said.usage());
        assertThat(stated()).isEqualTo("litellm XXX 1 500000000000 0");
        fixture.execute("INSERT INTO ledger.closing VALUES ('acme', timestamptz '" + NOON.plusSeconds(3600)
                + "', 'finance', 'done', now())");

        fixture.publish(model, "2026-01-01T00:00:00Z", "USD", Map.of("input", 400_000_000L, "output", 500_000_000L));
        unpriced().priceNext(100);
        assertThat(fixture.value("SELECT string_agg(entry_kind || ' ' || stated_cost_pico || ' ' || text_input_tokens"
                        + " || ' ' || reasoning_at_most, ', ' ORDER BY entry_no) FROM ledger.usage_entry"))
                .isEqualTo("usage 500000000000 900 20, reversal -500000000000 -900 -20, pricing 500000000000 900 20");
        assertThat(stated()).isEqualTo("litellm USD 1 500000000000 500000000000");
        assertThat(drift()).isEqualTo("input counted 1 1000 900 0 0, output counted 1 200 180 20 1");
        assertThat(fixture.count("ledger.usage_stated WHERE bucket_start = '" + NOON.plusSeconds(3600) + "'"))
                .as("what is accounted later is in its own rows")
                .isEqualTo(2);

        fixture.publish(model, "2026-01-02T00:00:00Z", "USD", Map.of("input", 300_000_000L, "output", 500_000_000L));
        reprice();
        assertThat(stated()).isEqualTo("litellm USD 1 500000000000 400000000000");
        assertThat(fixture.value("SELECT string_agg(coalesce(stated_difference_pico::text, '-'), ' ' ORDER BY entry_no)"
                        + " FROM ledger.entry_published"))
                .as("not comparable, not comparable, the same, less by all of the correction")
                .isEqualTo("- - - -100000000000");
        assertThat(fixture.value("SELECT concat_ws(' ', stated_cost_by, stated_cost_pico, cost_pico,"
                        + " coalesce(text_input_tokens, 0)) FROM ledger.usage_entry WHERE entry_kind = 'correction'"))
                .isEqualTo("litellm 0 -100000000000 0");
        assertBooks();
    }

    private static final List<String> STATERS = List.of("openrouter", "litellm");

    /** Whatever happened to the events, the sums are those of the events, worked out from them alone. */
    @Test
    void sumsAreThoseOfTheEventsWhateverHappensToThem() throws Exception {
        long seed = System.nanoTime();
        System.out.println("sumsAreThoseOfTheEventsWhateverHappensToThem: seed " + seed);
        var random = new Random(seed);
        String[] names = {"x-" + models++, "x-" + models++, "x-" + models++};
        var drift = new TreeMap<String, long[]>();
        var stated = new TreeMap<String, BigInteger>();
        for (int round = 0; round < 12; round++) {
            var usages = new ArrayList<MeteredUsage>();
            for (int i = 0; i < 40; i++) {
                Said said = random(random, "r" + round + "-" + i, names);
                usages.add(said.usage());
                remember(said, drift, stated);
            }
            fixture.book(round % 3, usages);
            fixture.publish(
                    names[random.nextInt(names.length)],
                    NOON.minusSeconds(random.nextInt(20_000)).toString(),
                    random.nextInt(4) == 0 ? "EUR" : "USD",
                    Map.of("input", 1L + random.nextInt(900), "output", 1L + random.nextInt(900)));
            if (random.nextBoolean()) {
                unpriced().priceNext(random.nextInt(300) + 1);
            }
            if (random.nextInt(3) == 0) {
                reprice();
            }
            if (random.nextInt(4) == 0) {
                fixture.execute("INSERT INTO ledger.closing VALUES ('acme', timestamptz '2026-11-20 06:00Z'"
                        + " + interval '15 minutes' * " + round + ", 'finance', 'done', now())");
            }
            assertThat(fixture.findings().passed())
                    .as("seed %d, round %d: %s", seed, round, fixture.findings())
                    .isTrue();
        }
        var expected = new ArrayList<String>();
        drift.forEach((key, sums) ->
                expected.add(key + " " + sums[0] + " " + sums[1] + " " + sums[2] + " " + sums[3] + " " + sums[4]));
        assertThat(drift()).as("seed %d", seed).isEqualTo(String.join(", ", expected));
        for (String by : STATERS) {
            assertThat(fixture.value(
                            "SELECT sum(stated_cost_pico) FROM ledger.usage_stated WHERE stated_by = '" + by + "'"))
                    .as("seed %d, %s", seed, by)
                    .isEqualTo(String.valueOf(stated.get(by)));
            assertThat(fixture.value("SELECT sum(events) FROM ledger.usage_stated WHERE stated_by = '" + by + "'"))
                    .as("seed %d, %s", seed, by)
                    .isEqualTo(String.valueOf(stated.get(by + " events")));
        }
        assertThat(fixture.count("(SELECT currency, sum(cost_pico) FROM ledger.usage_stated GROUP BY currency EXCEPT"
                        + " SELECT currency, coalesce(sum(cost_pico), 0) FROM ledger.usage_entry"
                        + " WHERE event_key IN (SELECT event_key FROM ledger.usage_entry WHERE entry_no = 0"
                        + " AND stated_cost_by IS NOT NULL) GROUP BY currency) AS other"))
                .as("seed %d: costs here, corrections included", seed)
                .isZero();
    }

    private static Said random(Random random, String id, String[] names) {
        var said = new Said(id);
        said.model = names[random.nextInt(names.length)];
        said.at = NOON.minusSeconds(random.nextInt(20_000));
        said.meters = meters(random.nextInt(5_000), random.nextInt(900), random.nextInt(3) * 85L);
        said.stated = random.nextInt(3) == 0
                ? null
                : new StatedCost(STATERS.get(random.nextInt(2)), BigInteger.valueOf(random.nextLong(1_000_000_000L)));
        said.measured = new Measured(
                null,
                random.nextInt(3) == 0 ? null : count(random),
                random.nextInt(3) == 0 ? null : count(random),
                random.nextBoolean() ? null : random.nextLong(40));
        return said;
    }

    private static TokenCount count(Random random) {
        return random.nextBoolean() ? counted(random.nextLong(4_000)) : estimated(random.nextLong(4_000));
    }

    private static void remember(Said said, Map<String, long[]> drift, Map<String, BigInteger> stated) {
        TokenCount input = said.measured.textInput();
        if (input != null) {
            long[] sums = drift.computeIfAbsent("input " + input.provenance().id(), _ -> new long[5]);
            sums[0]++;
            sums[1] += said.meters.quantity(Meter.INPUT);
            sums[2] += input.tokens();
        }
        TokenCount output = said.measured.textOutput();
        if (output != null) {
            long[] sums = drift.computeIfAbsent("output " + output.provenance().id(), _ -> new long[5]);
            sums[0]++;
            sums[1] += said.meters.quantity(Meter.OUTPUT);
            sums[2] += output.tokens();
            Long reasoning = said.measured.reasoningAtMost();
            sums[3] += reasoning == null ? 0 : reasoning;
            sums[4] += reasoning == null ? 0 : 1;
        }
        StatedCost cost = said.stated;
        if (cost != null) {
            stated.merge(cost.by(), cost.pico(), BigInteger::add);
            stated.merge(cost.by() + " events", BigInteger.ONE, BigInteger::add);
        }
    }

    @Test
    void gatewaysCacheHitIsFreeWhateverTheModelAndSaysWhy() throws Exception {
        var hit = cacheHit("1", "nobody-knows", "unheard-of");
        var known = cacheHit("2", "openai", "o4-mini");
        fixture.book(hit.usage(), known.usage());

        assertThat(fixture.value("SELECT string_agg(concat_ws(' ', currency, cost_pico, price_id, unpriced_requests,"
                        + " unpriced_reason, free_reason), ', ') FROM ledger.usage_entry"))
                .isEqualTo("USD 0 0 gateway_cache, USD 0 0 gateway_cache");
        Entry told = fixture.entries("acme", "checkout", "1").getFirst();
        assertThat(told.cost()).isEqualTo("0");
        assertThat(told.currency()).isEqualTo("USD");
        assertThat(told.priceId()).isNull();
        assertThat(told.freeReason()).isEqualTo("gateway_cache");
        assertThat(fixture.count("ledger.unpriced_wait")).isZero();
        assertThat(fixture.value("SELECT sum(priced) || ' ' || sum(unpriced) FROM ledger.intake_count"))
                .isEqualTo("2 0");
        assertBooks();
    }

    @Test
    void gatewaysCacheHitIsNeverRepriced() throws Exception {
        String model = "cached-" + models++;
        fixture.book(cacheHit("1", "openai", model).usage());
        long price = fixture.publish(
                model,
                "2026-01-01T00:00:00Z",
                "USD",
                Map.of("requests", 1_000_000L, "gateway_cached_input_tokens", 5L));
        fixture.execute("UPDATE pricing.price SET service_tier = 'gateway_cache' WHERE price_id = " + price);
        reprice();
        unpriced().priceNext(100);
        assertThat(fixture.value("SELECT string_agg(entry_kind || ' ' || cost_pico, ', ') FROM ledger.usage_entry"))
                .isEqualTo("usage 0");
        assertBooks();
    }

    @Test
    void databaseRefusesZeroWithoutAPriceAndWithoutAReason() throws Exception {
        fixture.book(cacheHit("1", "openai", "o4-mini").usage(), new Said("2").usage());
        for (String forged : List.of(
                "free_reason = NULL WHERE event_id = '1'",
                "free_reason = 'because' WHERE event_id = '1'",
                "cost_pico = 1 WHERE event_id = '1'",
                "price_id = NULL WHERE event_id = '2'",
                "free_reason = 'gateway_cache' WHERE event_id = '2'",
                "stated_cost_pico = 1 WHERE event_id = '2'",
                "stated_difference_pico = 1 WHERE event_id = '2'")) {
            assertThatThrownBy(() -> fixture.execute("UPDATE ledger.usage_entry SET " + forged))
                    .as(forged)
                    .isInstanceOfSatisfying(
                            PSQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("23514"));
        }
    }

    /** As a gateway reports it: no token of a provider was used. */
    private static Said cacheHit(String id, String provider, String model) {
        var hit = new Said(id);
        hit.provider = provider;
        hit.model = model;
        hit.tier = "gateway_cache";
        hit.meters = Meters.builder()
                .set(Meter.REQUESTS, 1)
                .set(Meter.of("gateway_cached_input_tokens"), 1200)
                .set(Meter.of("gateway_cached_output_tokens"), 300)
                .build();
        return hit;
    }

    private UnpricedPricing unpriced() {
        return new UnpricedPricing(fixture.database.appDataSource(), new CurrentPriceBook(), Clock.systemUTC());
    }

    private void reprice() throws SQLException {
        var run = new RepricingRun(fixture.database.appDataSource(), new CurrentPriceBook(), Clock.systemUTC());
        run.ask(new Asked(
                new DimensionScope(Map.of()),
                NOON.minusSeconds(86_400),
                NOON.plusSeconds(86_400),
                "somebody",
                "a test needs it",
                null));
        while (run.applyNext(500) != null) {
            // until there is nothing left
        }
    }

    private String drift() throws SQLException {
        return fixture.value("""
                SELECT string_agg(concat_ws(' ', side, provenance, requests, provider_tokens, text_tokens,
                    reasoning_at_most, reasoning_untold_requests), ', ' ORDER BY side, provenance)
                FROM (SELECT side, provenance, sum(requests) AS requests, sum(provider_tokens) AS provider_tokens,
                             sum(text_tokens) AS text_tokens, sum(reasoning_at_most) AS reasoning_at_most,
                             sum(reasoning_untold_requests) AS reasoning_untold_requests
                      FROM ledger.usage_drift_published GROUP BY side, provenance) AS all_of_it""");
    }

    /** What is left in each currency. */
    private String stated() throws SQLException {
        return fixture.value("""
                SELECT string_agg(concat_ws(' ', stated_by, currency, events, stated, cost), ', ' ORDER BY currency)
                FROM (SELECT stated_by, currency, sum(events) AS events, sum(stated_cost_pico) AS stated,
                             sum(cost_pico) AS cost
                      FROM ledger.usage_stated_published GROUP BY stated_by, currency) AS all_of_it
                WHERE events <> 0""");
    }

    private void assertBooks() throws SQLException {
        assertThat(fixture.findings().passed()).as("%s", fixture.findings()).isTrue();
    }
}
