package io.tokenledger.report.outlook;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.Event;
import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.TestLedger;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last 70 days of two teams on two models, of which one is going to cost more in a week; a tenant of yesterday. */
public final class OutlookLedger implements QuarkusTestResourceLifecycleManager {
    static final int DAYS = 70;

    static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    @Override
    public Map<String, String> start() {
        TestLedger ledger = TestLedger.empty("outlook_http");
        LocalDate today = today();
        Bookkeeper.execute(
                ledger,
                "SELECT ledger.ensure_partitions(date '" + today.minusDays(DAYS).withDayOfMonth(1) + "', date '"
                        + today.withDayOfMonth(1) + "')");
        String change = today.plusDays(7) + "T00:00:00Z";
        ListPrice.publish(
                ledger,
                List.of(
                        ListPrice.perMillion(
                                "openai", "o3", "standard", "2025-06-10T00:00:00Z", change, "2", "0.5", "8"),
                        ListPrice.perMillion("openai", "o3", "standard", change, null, "3", "0.75", "12"),
                        ListPrice.perMillion(
                                "openai", "o4-mini", "standard", "2025-04-16T00:00:00Z", null, "1.1", "0.275", "4.4")));
        List<Event> events = new ArrayList<>();
        for (int daysAgo = DAYS; daysAgo >= 1; daysAgo--) {
            LocalDate day = today.minusDays(daysAgo);
            long more = 1_000_000L * (day.getDayOfWeek().getValue() < 6 ? 5 : 1) + daysAgo * 7_919L % 400_000;
            events.add(used(day, "search", "o3", more, "acme"));
            events.add(used(day, "ads", "o4-mini", more * 2, "acme"));
        }
        events.add(used(today.minusDays(1), "search", "o3", 1_000, "young"));
        Bookkeeper.book(ledger, events);
        Bookkeeper.execute(
                ledger,
                "INSERT INTO ledger.intake_count SELECT t, '" + today.minusDays(1)
                        + " 12:00Z', 'usage.metered.v1', 0, 100, 0, 0, 0, 0 FROM unnest(ARRAY['acme', 'young']) t");
        return ledger.settings();
    }

    private static Event used(LocalDate day, String team, String model, long tokens, String tenant) {
        Map<String, String> attributes = new HashMap<>(Map.of(
                "tenant", tenant, "provider", "openai", "model", model, "service_tier", "standard", "team", team));
        long pico = model.equals("o3")
                ? 2_000_000L * tokens + 8_000_000L * (tokens / 5)
                : 1_100_000L * tokens + 4_400_000L * (tokens / 5);
        return new Event(
                day.atTime(12, 0).toInstant(ZoneOffset.UTC),
                attributes,
                tokens,
                0,
                0,
                tokens / 5,
                0,
                "USD",
                BigInteger.valueOf(pico));
    }

    @Override
    public void stop() {}
}
