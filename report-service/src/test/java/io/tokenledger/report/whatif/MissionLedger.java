package io.tokenledger.report.whatif;

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
import org.jspecify.annotations.Nullable;

/** A thousand requests of 10 000 input and 2 000 output tokens on o3 in the first days of its price, and what it came to. */
public final class MissionLedger implements QuarkusTestResourceLifecycleManager {
    static final String O3_COST_OF_ONE = "180000000000";

    @Override
    public Map<String, String> start() {
        TestLedger ledger = TestLedger.empty("mission");
        Bookkeeper.execute(ledger, "SELECT ledger.ensure_partitions(date '2025-04-01', date '2025-07-01')");
        ListPrice.publish(
                ledger,
                List.of(
                        o3("standard", "2025-04-16T00:00:00Z", "2025-06-10T00:00:00Z", "10", "2.5", "40"),
                        o3("standard", "2025-06-10T00:00:00Z", null, "2", "0.5", "8"),
                        o3("flex", "2025-06-10T00:00:00Z", null, "1", "0.25", "4"),
                        mini("standard", "1.1", "0.275", "4.4"),
                        mini("flex", "0.55", "0.1375", "2.2")));
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            events.add(request(
                    Instant.parse("2025-04-20T00:00:00Z").plusSeconds(600L * i),
                    "o3",
                    10_000,
                    2_000,
                    O3_COST_OF_ONE,
                    i % 10 == 0 ? "critical" : "bulk"));
        }
        for (long tokens : List.of(199_999L, 200_000L, 200_001L)) {
            events.add(request(
                    Instant.parse("2025-06-20T12:00:00Z").plusSeconds(tokens),
                    "gpt-4.1",
                    tokens - 1_000,
                    1_000,
                    "1000000000000",
                    "edge"));
        }
        Bookkeeper.book(ledger, events);
        return ledger.settings();
    }

    private static ListPrice o3(String tier, String from, @Nullable String until, String... dollars) {
        return ListPrice.perMillion("openai", "o3", tier, from, until, dollars);
    }

    private static ListPrice mini(String tier, String... dollars) {
        return ListPrice.perMillion("openai", "o4-mini", tier, "2025-04-16T00:00:00Z", null, dollars);
    }

    private static Event request(Instant at, String model, long input, long output, String cost, String app) {
        Map<String, String> attributes = new HashMap<>(
                Map.of("tenant", "acme", "provider", "openai", "model", model, "service_tier", "standard", "app", app));
        return new Event(at, attributes, input, 0, 0, output, 0, "USD", new BigInteger(cost));
    }

    @Override
    public void stop() {}
}
