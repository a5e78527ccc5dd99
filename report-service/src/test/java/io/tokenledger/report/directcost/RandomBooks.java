package io.tokenledger.report.directcost;

import io.tokenledger.report.fixture.LedgerEntry;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Entries as pricing-service would append them, at random: of May and June, some accounted late, with late prices, repricings
 * and charges. Prices are looked up in a table of its own.
 */
final class RandomBooks {
    /** A price list: which it is, of what, from when to when it is used, and what a unit costs. */
    record PriceList(long id, String model, String currency, Instant from, Instant until, Map<String, Long> rates) {}

    /** A factor on price lists, and the versions of the book that know it. */
    record Factor(@Nullable String region, long millionths, Instant from, long fromVersion, long untilVersion) {}

    static final Instant CLOSED_UNTIL = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");
    private static final int SECONDS = 61 * 86_400;
    private static final List<String> TOKENS = List.of(
            "input",
            "cached_input",
            "cache_write",
            "cache_write_1h",
            "audio_input",
            "output",
            "reasoning",
            "cached_image_input",
            "image_output");

    private final Random random;
    private final String tenant;
    private final List<PriceList> lists;
    private final List<Factor> factors;
    private final long lastVersion;

    RandomBooks(long seed, String tenant, List<PriceList> lists, List<Factor> factors, long lastVersion) {
        this.random = new Random(seed);
        this.tenant = tenant;
        this.lists = lists;
        this.factors = factors;
        this.lastVersion = lastVersion;
    }

    List<LedgerEntry> entries(int events) {
        List<LedgerEntry> entries = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            if (random.nextInt(25) == 0) {
                entries.add(late(LedgerEntry.charge(
                        tenant,
                        time().toString(),
                        one("commitment", "volume_tiers"),
                        one("USD", "EUR"),
                        String.valueOf(random.nextInt(2_000_000) - 1_000_000),
                        "contract/" + random.nextInt(2))));
            } else {
                addEvent(entries);
            }
        }
        return entries;
    }

    private void addEvent(List<LedgerEntry> entries) {
        LedgerEntry event = LedgerEntry.usage(tenant, time().toString(), attributes());
        for (String meter : TOKENS) {
            event = event.with(meter, random.nextInt(3) == 0 ? 1 + random.nextInt(5_000) : 0);
        }
        event = event.with("requests", 1 + (random.nextInt(10) == 0 ? random.nextInt(5) : 0));
        boolean waits = random.nextInt(5) == 0;
        LedgerEntry first = late(waits ? event : rated(event, 1 + random.nextInt((int) lastVersion)));
        entries.add(first);
        if (waits && random.nextBoolean()) {
            LedgerEntry reversal = late(first.reversal(null));
            LedgerEntry again = rated(event, lastVersion);
            entries.add(reversal);
            entries.add(reversal.pricing(priceId(again), again.currency(), cost(again), lastVersion, "repricing/1"));
        } else if (!waits && random.nextInt(4) == 0) {
            BigInteger difference = BigInteger.valueOf(random.nextInt(1_000_000) - 500_000);
            LedgerEntry corrected =
                    late(first.correction(priceId(first), difference, lastVersion, "repricing/" + random.nextInt(2)));
            entries.add(corrected);
        } else if (!waits && factors.isEmpty() && random.nextInt(4) == 0) { // moved to another price
            LedgerEntry reversal = late(first.reversal("repricing/3"));
            LedgerEntry again = rated(event, lastVersion);
            entries.add(reversal);
            entries.add(reversal.pricing(
                    priceId(again), "EUR", cost(again).add(BigInteger.ONE), lastVersion, "repricing/3"));
        }
    }

    /** What occurred before the books were closed may have come afterwards. */
    private LedgerEntry late(LedgerEntry entry) {
        boolean late = entry.accountedAt() != null
                || (entry.occurredAt().isBefore(CLOSED_UNTIL) && (entry.entryNo() > 0 || random.nextInt(3) == 0));
        return entry.accounted(late ? CLOSED_UNTIL : null);
    }

    private LedgerEntry rated(LedgerEntry event, long version) {
        PriceList list = lists.stream()
                .filter(one -> one.model().equals(event.attributes().get("model"))
                        && !event.occurredAt().isBefore(one.from())
                        && event.occurredAt().isBefore(one.until()))
                .findFirst()
                .orElseThrow();
        BigInteger cost = BigInteger.ZERO;
        for (Map.Entry<String, Long> used : event.meters().entrySet()) {
            long unit = unit(list, used.getKey(), event, version);
            cost = cost.add(BigInteger.valueOf(used.getValue()).multiply(BigInteger.valueOf(unit)));
        }
        return event.priced(list.id(), list.currency(), cost, version);
    }

    /** What a unit was charged: the rate or that of the parent, uplifted, discounted, each rounded to a whole pico. */
    long unit(PriceList list, String meter, LedgerEntry event, long version) {
        String own = meter;
        Map<String, String> parents = Map.of(
                "cached_input",
                "input",
                "cache_write",
                "input",
                "cache_write_1h",
                "cache_write",
                "audio_input",
                "input",
                "reasoning",
                "output",
                "cached_image_input",
                "cached_input",
                "image_output",
                "output");
        while (!list.rates().containsKey(own)) {
            if (!parents.containsKey(own)) {
                return 0; // requests
            }
            own = parents.get(own);
        }
        BigDecimal unit = BigDecimal.valueOf(list.rates().get(own));
        for (boolean uplift : new boolean[] {true, false}) {
            for (Factor factor : factors) {
                boolean fits = (factor.region() != null) == uplift
                        && (factor.region() == null
                                || factor.region().equals(event.attributes().get("region")))
                        && version >= factor.fromVersion()
                        && version < factor.untilVersion()
                        && !event.occurredAt().isBefore(factor.from());
                if (fits) {
                    unit = unit.multiply(BigDecimal.valueOf(factor.millionths(), 6))
                            .setScale(0, RoundingMode.HALF_EVEN);
                }
            }
        }
        return unit.longValueExact();
    }

    private String[] attributes() {
        Map<String, String> attributes = new TreeMap<>(Map.of(
                "model",
                one("o4-mini", "o4-mini", "o3"),
                "team",
                one("search", "ads", ""),
                "user",
                one("ann", "bob", "")));
        if (random.nextInt(3) == 0) {
            attributes.put("tag.api_key", one("k1", "k2"));
        }
        if (!factors.isEmpty() && random.nextBoolean()) {
            attributes.put("region", one("eu", "us"));
        }
        if (random.nextInt(4) == 0) {
            attributes.put("reasoning_effort", "high");
        }
        attributes.values().removeIf(String::isEmpty);
        return attributes.entrySet().stream()
                .flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue()))
                .toArray(String[]::new);
    }

    private static long priceId(LedgerEntry entry) {
        return Objects.requireNonNull(entry.priceId());
    }

    private static BigInteger cost(LedgerEntry entry) {
        return Objects.requireNonNull(entry.costPico());
    }

    private Instant time() {
        return START.plusSeconds(random.nextInt(SECONDS));
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }
}
