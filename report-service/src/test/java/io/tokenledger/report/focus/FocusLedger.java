package io.tokenledger.report.focus;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.contract.Meter;
import io.tokenledger.report.fixture.LedgerEntries;
import io.tokenledger.report.fixture.LedgerEntry;
import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.PriceFactor;
import io.tokenledger.report.fixture.Rate;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.ledger.LedgerViews;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A ledger with everything that a charge can come from. The books of acme are in euros and in Asia/Kathmandu; what is priced
 * in dollars is converted. June 2026 is told; globex has a little of its own.
 */
final class FocusLedger {
    /** The first moment of June in Kathmandu, at which late usage is accounted. */
    static final Instant LATE = Instant.parse("2026-05-31T18:15:00Z");

    static final String ODD_TEAM = "=HYPERLINK(\"x\"), \"quoted\"\nतोखा";

    private final TestLedger ledger;
    private final List<ListPrice> prices = new ArrayList<>();
    private final List<LedgerEntry> entries = new ArrayList<>();
    private List<Long> ids = List.of();

    private FocusLedger(String database) {
        ledger = TestLedger.empty(database);
    }

    static TestLedger filled(String database) {
        FocusLedger filling = new FocusLedger(database);
        filling.publish();
        filling.use();
        LedgerEntries.book(filling.ledger, filling.entries);
        FocusBooks.keep(filling.ledger);
        return filling.ledger;
    }

    static FocusReader reader(TestLedger ledger) {
        return new FocusReader(new LedgerViews(
                ledger.serviceDataSource(
                        "-c default_transaction_read_only=on" + " -c default_transaction_isolation=repeatable\\ read"),
                new SimpleMeterRegistry()));
    }

    private void publish() {
        Map<String, Long> everything = new TreeMap<>();
        long pico = 100_003;
        for (Meter meter : Meter.builtIn()) {
            everything.put(meter.id(), meter.equals(Meter.REQUESTS) ? 0 : pico++);
        }
        everything.put("web_searches", 10_000_000_000L);
        everything.put("ocr_pages", 1_500_000_000L);
        everything.put("audio_input_seconds", 100_000_000L);
        prices.add(new ListPrice("", "openai", "omni", "standard", 0, "2026-01-01", null, "USD", everything));
        for (String tier : List.of("standard", "batch", "flex", "priority")) {
            String cheap = tier.equals("priority") ? "1.87" : "0.55";
            prices.add(ListPrice.perMillion("openai", "o4-mini", tier, "2026-01-01", null, cheap, "0.1375", "2.20"));
        }
        prices.add(ListPrice.perMillion("mistral", "large", "standard", "2026-01-01", null, "1.80", "0.18", "5.40")
                .in("EUR"));
        ids = ListPrice.publish(ledger, prices);
        List<Rate> rates = new ArrayList<>();
        for (LocalDate day = LocalDate.of(2026, 4, 1); day.getMonthValue() < 7; day = day.plusDays(3)) {
            rates.add(new Rate("USD", day.toString(), "1.1" + (137 + day.getDayOfYear())));
        }
        Rate.publish(ledger, rates);
    }

    private void use() {
        LedgerEntry everything = used("acme", "2026-06-02T08:00:00Z", 0, "app", "studio", "region", "eu-west-1");
        long quantity = 1_000_001;
        for (Meter meter : Meter.builtIn()) {
            everything = everything.with(meter.id(), meter.equals(Meter.REQUESTS) ? 1 : quantity++);
        }
        add(everything.with("ocr_pages", 7).with("audio_input_seconds", 61), 0);
        for (int tier = 1; tier <= 4; tier++) {
            for (int day = 1; day <= 30; day += tier) {
                String at = "2026-06-%02dT1%d:30:00Z".formatted(day, tier);
                String team = List.of("search", "ads", "support", ODD_TEAM).get((day + tier) % 4);
                add(
                        tokens(
                                used("acme", at, tier, "team", team, "app", "bot", "project", "p" + day % 3),
                                90_001L * day),
                        tier);
            }
        }
        add(tokens(used("acme", "2026-06-11T00:00:00Z", 5, "user", "ann", "tag.api_key", "k1"), 777_777), 5);
        discounted();
        late();
        charges();
        entries.add(
                tokens(LedgerEntry.usage("acme", "2026-06-09T00:00:00Z", "model", "mystery", "team", "ads"), 4_321));
        add(tokens(used("globex", "2026-06-10T00:00:00Z", 1, "team", "solo"), 1_000_000), 1);
    }

    /** Fifteen per cent off from the 20th on. */
    private void discounted() {
        var discount = new PriceFactor("acme", "", "openai", "omni", 850_000, "2026-06-20", null);
        long version = discount.publish(ledger).version();
        LedgerEntry used = used("acme", "2026-06-21T00:00:00Z", 0, "team", "search")
                .with("web_searches", 3)
                .with("input", 0);
        entries.add(used.priced(ids.getFirst(), "USD", BigInteger.valueOf(3 * 8_500_000_000L), version));
    }

    private void late() {
        add(
                tokens(used("acme", "2026-05-03T00:00:00Z", 1, "team", "search"), 123_456)
                        .accounted(LATE),
                1);
        LedgerEntry waiting = tokens(used("acme", "2026-04-10T00:00:00Z", 1, "team", "ads"), 100);
        LedgerEntry reversal = waiting.reversal(null).accounted(LATE);
        entries.add(waiting);
        entries.add(reversal);
        entries.add(reversal.pricing(ids.get(1), "USD", cost(waiting, 1), 2L, null));
        LedgerEntry wrong = tokens(used("acme", "2026-06-12T00:00:00Z", 1, "team", "ads"), 1_000);
        LedgerEntry booked = wrong.priced(ids.get(1), "USD", cost(wrong, 1), 1L);
        entries.add(booked);
        entries.add(booked.correction(ids.get(1), new BigInteger("-100000007"), 2L, "repricing/9"));
    }

    private void charges() {
        entries.add(LedgerEntry.charge(
                "acme", "2026-06-30T00:00:00Z", "commitment_shortfall", "USD", "62000000000007", "contract/3"));
        entries.add(LedgerEntry.charge(
                "acme", "2026-06-30T00:00:00Z", "volume_discount", "USD", "-2000000000000", "contract/4"));
        entries.add(LedgerEntry.charge(
                "acme", "2026-06-15T00:00:00Z", "provisioned_idle", "EUR", "12000000000000", "contract/5"));
        entries.add(
                LedgerEntry.charge("acme", "2026-05-31T00:00:00Z", "commitment_shortfall", "USD", "77", "contract/3")
                        .accounted(LATE));
    }

    private LedgerEntry used(String tenant, String at, int price, String... attributes) {
        ListPrice list = prices.get(price);
        Map<String, String> named = new LinkedHashMap<>(
                Map.of("provider", list.provider(), "model", list.model(), "service_tier", list.serviceTier()));
        for (int i = 0; i < attributes.length; i += 2) {
            named.put(attributes[i], attributes[i + 1]);
        }
        String[] pairs = named.entrySet().stream()
                .flatMap(each -> List.of(each.getKey(), each.getValue()).stream())
                .toArray(String[]::new);
        return LedgerEntry.usage(tenant, at, pairs);
    }

    private static LedgerEntry tokens(LedgerEntry entry, long input) {
        return entry.with("input", input).with("cached_input", input / 3).with("output", input / 7);
    }

    private void add(LedgerEntry entry, int price) {
        entries.add(entry.priced(ids.get(price), prices.get(price).currency(), cost(entry, price), 1L));
    }

    private BigInteger cost(LedgerEntry entry, int price) {
        Map<String, Long> rates = prices.get(price).picoPerUnit();
        BigInteger cost = BigInteger.ZERO;
        for (Map.Entry<String, Long> used : entry.meters().entrySet()) {
            @Nullable Long rate = rates.getOrDefault(used.getKey(), 0L);
            cost = cost.add(BigInteger.valueOf(used.getValue()).multiply(BigInteger.valueOf(rate)));
        }
        return cost;
    }
}
