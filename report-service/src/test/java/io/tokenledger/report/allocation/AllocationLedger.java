package io.tokenledger.report.allocation;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.Event;
import io.tokenledger.report.fixture.LedgerEntries;
import io.tokenledger.report.fixture.LedgerEntry;
import io.tokenledger.report.fixture.Rate;
import io.tokenledger.report.fixture.TestLedger;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The usage of the worked example in October 2026, of tenant acme and again, at a tenth of it, of globex; a tenant whose books
 * are closed until October; rates of one Friday.
 */
public final class AllocationLedger implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        TestLedger ledger = TestLedger.empty("allocation");
        Bookkeeper.book(
                ledger,
                List.of(
                        event("acme", "search", 6_000_000, "600"),
                        event("acme", "ads", 1_000_000, "300"),
                        event("acme", "labs", 3_000_000, "100"),
                        event("acme", "platform", 900_000, "90"),
                        event("acme", "interns", 500_000, "50"),
                        event("globex", "search", 600_000, "60"),
                        event("globex", "interns", 50_000, "5")));
        LedgerEntries.book(
                ledger,
                List.of(LedgerEntry.charge(
                        "acme", "2026-10-15T00:00:00Z", "provisioned_idle", "USD", "70000000000000", "contract/1")));
        Rate.publish(ledger, List.of(new Rate("USD", "2026-10-09", "1.25"), new Rate("GBP", "2026-10-09", "0.75")));
        Bookkeeper.execute(ledger, """
                INSERT INTO ledger.closing (tenant_id, closed_until, author, reason, closed_at)
                VALUES ('closed', '2026-10-01T00:00:00Z', 'ann', 'September', '2026-10-03T00:00:00Z')
                """);
        return ledger.settings();
    }

    private static Event event(String tenant, String team, long inputTokens, String dollars) {
        BigInteger pico = new BigDecimal(dollars).movePointRight(12).toBigIntegerExact();
        Map<String, String> attributes = Map.of(
                "tenant", tenant, "team", team, "provider", "openai", "model", "o4-mini", "service_tier", "standard");
        return new Event(Instant.parse("2026-10-09T12:00:00Z"), attributes, inputTokens, 0, 0, 0, 0, "USD", pico);
    }

    @Override
    public void stop() {}
}
