package io.tokenledger.report.scenario;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.Event;
import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.TestLedger;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The last 74 days of a tenant, in October 2025 a hundred requests of another kind, and a tenant that began nine days
 * ago, and one of whom nothing has a price. Every request has 10 000 input and 2 000 output tokens: 3.6 cents on o3, 1.98 on o4-mini at list prices.
 */
public final class RecentLedger implements QuarkusTestResourceLifecycleManager {
    static final int DAYS = 74;
    /** A name that neither a page nor a spreadsheet may take for code. */
    static final String FORMULA = "=1+<b>2";

    static final BigInteger O3_PICO = new BigInteger("36000000000");
    static final BigInteger MINI_PICO = new BigInteger("19800000000");

    /** How many requests the team made in one of the last days; 0: today. */
    static int requests(String team, int daysAgo) {
        return team.equals("search") ? 1 + daysAgo * 7 % 5 + (daysAgo % 7 == 3 ? 6 : 0) : 2 + daysAgo % 3;
    }

    /** When a day's requests were made: at an hour that differs from day to day, today in its first moment. */
    static Instant time(LocalDate today, int daysAgo) {
        Instant day = today.minusDays(daysAgo).atStartOfDay(ZoneOffset.UTC).toInstant();
        return daysAgo == 0 ? day : day.plus(Duration.ofHours(daysAgo * 5L % 24));
    }

    @Override
    public Map<String, String> start() {
        TestLedger ledger = TestLedger.empty("recent");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Bookkeeper.execute(
                ledger,
                "SELECT ledger.ensure_partitions(date '" + today.minusDays(DAYS).withDayOfMonth(1) + "', date '"
                        + today.withDayOfMonth(1) + "')");
        Bookkeeper.execute(ledger, "SELECT ledger.ensure_partitions(date '2025-10-01', date '2025-10-01')");
        ListPrice.publish(
                ledger,
                List.of(
                        ListPrice.perMillion("openai", "o3", "standard", "2025-06-10T00:00:00Z", null, "2", "0.5", "8"),
                        ListPrice.perMillion(
                                "openai", "o4-mini", "standard", "2025-04-16T00:00:00Z", null, "1.1", "0.275", "4.4")));
        List<Event> events = new ArrayList<>();
        for (int daysAgo = 0; daysAgo <= DAYS; daysAgo++) {
            for (String team : List.of("search", "ads")) {
                for (int i = 0; i < requests(team, daysAgo); i++) {
                    events.add(request(time(today, daysAgo), "acme", team));
                }
            }
        }
        for (int i = 0; i < 100; i++) {
            events.add(request(Instant.parse("2025-10-07T12:00:00Z"), "acme", i < 10 ? FORMULA : "search"));
            events.add(request(Instant.parse("2025-10-08T12:00:00Z"), "globex", "search"));
        }
        for (int daysAgo = 1; daysAgo <= 9; daysAgo++) {
            events.add(request(time(today, daysAgo), "young", "search"));
        }
        for (int daysAgo = 0; daysAgo <= 20; daysAgo++) {
            events.add(request(time(today, daysAgo), "unpriced", "search").unpriced());
        }
        Bookkeeper.book(ledger, events);
        Bookkeeper.execute(
                ledger,
                "INSERT INTO ledger.intake_count SELECT t, '2025-10-07 12:00Z', 'usage.metered.v1', 0, 100, 0, 0, 0, 0"
                        + " FROM unnest(ARRAY['acme', 'globex', 'young']) t");
        return ledger.settings();
    }

    private static Event request(Instant at, String tenant, String team) {
        String model = tenant.equals("unpriced") ? "house-model" : "o3";
        Map<String, String> attributes = new HashMap<>(Map.of(
                "tenant", tenant, "provider", "openai", "model", model, "service_tier", "standard", "team", team));
        return new Event(at, attributes, 10_000, 0, 0, 2_000, 0, "USD", O3_PICO);
    }

    @Override
    public void stop() {}
}
