package io.tokenledger.report.optimiser;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.Event;
import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.TestLedger;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * October 2026 of a company: chat and search on o3, some of search with pictures, which o3-mini does not see; a lab on
 * gpt-4.1, which has no score on the benchmark; and chat in the priority tier, in which only o3 is sold here. The sizes of
 * the requests come from a seed, the same in the test and in the fixture.
 */
public final class AppsOnO3 implements QuarkusTestResourceLifecycleManager {
    static final long SEED = 20_261_001L;

    /** Pico per token: input, cached input, output. */
    private static final Map<String, long[]> PRICES = Map.of(
            "o3", new long[] {2_000_000, 500_000, 8_000_000},
            "o4-mini", new long[] {1_100_000, 275_000, 4_400_000},
            "o3-mini", new long[] {1_100_000, 550_000, 4_400_000},
            "gpt-4.1", new long[] {2_000_000, 500_000, 8_000_000});

    /** Who sends pictures. */
    static final String WITH_PICTURES = "sees";

    private static final String PICTURES = """
            UPDATE ledger.usage_entry SET capabilities = 1 WHERE user_id = '%s'
            """.formatted(WITH_PICTURES);

    @Override
    public Map<String, String> start() {
        TestLedger ledger = TestLedger.empty("optimised");
        Bookkeeper.book(ledger, events());
        Bookkeeper.execute(ledger, PICTURES);
        Bookkeeper.book(ledger, List.of());
        ListPrice.publish(
                ledger,
                List.of(
                        price("o3", "2", "0.5", "8"),
                        price("o4-mini", "1.1", "0.275", "4.4"),
                        price("o3-mini", "1.1", "0.55", "4.4"),
                        price("gpt-4.1", "2", "0.5", "8")));
        return ledger.settings();
    }

    @Override
    public void stop() {}

    private static ListPrice price(String model, String... dollarsPerMillion) {
        return ListPrice.perMillion("openai", model, "standard", "2026-01-01T00:00:00Z", null, dollarsPerMillion);
    }

    static List<Event> events() {
        Random random = new Random(SEED);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            events.add(event(random, i, "chat", "o3", "standard", "u" + i % 3));
        }
        for (int i = 0; i < 60; i++) {
            events.add(event(random, i, "search", "o3", "standard", i % 4 == 0 ? WITH_PICTURES : "u1"));
        }
        for (int i = 0; i < 7; i++) {
            events.add(event(random, i, "lab", "gpt-4.1", "standard", "u2"));
        }
        for (int i = 0; i < 5; i++) {
            events.add(event(random, i, "chat", "o3", "priority", "u3"));
        }
        events.add(event(random, 9, "chat", "o3", "standard", "late").unpriced());
        return events;
    }

    /** What these tokens cost on a model, in pico. */
    static BigInteger costPico(Event event, String model) {
        long[] price = PRICES.getOrDefault(model, new long[3]);
        return BigInteger.valueOf(event.plainInput())
                .multiply(BigInteger.valueOf(price[0]))
                .add(BigInteger.valueOf(event.cachedInput()).multiply(BigInteger.valueOf(price[1])))
                .add(BigInteger.valueOf(event.outputTokens()).multiply(BigInteger.valueOf(price[2])));
    }

    private static Event event(Random random, int hour, String app, String model, String tier, String user) {
        Map<String, String> attributes = new HashMap<>(Map.of("tenant", "acme", "provider", "openai", "app", app));
        attributes.putAll(Map.of("model", model, "service_tier", tier, "user", user));
        Event tokens = new Event(
                Instant.parse("2026-10-02T00:00:00Z").plusSeconds(hour * 3_600L * 9 + 17),
                attributes,
                random.nextInt(9_000),
                random.nextInt(3_000),
                0,
                random.nextInt(2_000),
                random.nextInt(4_000),
                "USD",
                BigInteger.ZERO);
        return new Event(
                tokens.occurredAt(),
                attributes,
                tokens.plainInput(),
                tokens.cachedInput(),
                0,
                tokens.plainOutput(),
                tokens.reasoning(),
                "USD",
                costPico(tokens, model));
    }
}
