package io.tokenledger.report.drift;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tokenledger.report.fixture.LedgerEntries;
import io.tokenledger.report.fixture.LedgerEntry;
import io.tokenledger.report.fixture.LedgerEntry.Said;
import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.TestLedger;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * A ledger of which others have something to say, small enough to add up by hand. o4-mini costs $1.10 per million tokens of
 * input and $4.40 of output; nobody knows what unheard-of costs.
 */
public final class SaidLedger implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        TestLedger ledger = TestLedger.empty("said");
        ListPrice.publish(
                ledger,
                List.of(ListPrice.perMillion(
                        "openai", "o4-mini", "standard", "2026-01-01T00:00:00Z", null, "1.1", "0.275", "4.4")));
        LedgerEntries.book(
                ledger,
                List.of(
                        event("2026-11-10T12:00:00Z", "o4-mini", "search", 1_000_000, 500_000)
                                .priced(1, "USD", pico("3.3"), 1L)
                                .saying(new Said(true, "openrouter", pico("3"), 900_000L, 400_000L, 60_000L)),
                        event("2026-11-11T12:00:00Z", "o4-mini", "ads", 100, 0)
                                .priced(1, "USD", pico("0.00011"), 1L)
                                .saying(Said.cost("litellm", "0.0001")),
                        event("2026-11-12T12:00:00Z", "unheard-of", "=1+1", 10, 10)
                                .saying(new Said(false, "litellm", pico("0.5"), 12L, null, null)),
                        event("2026-11-13T12:00:00Z", "o4-mini", "search", 7, 7)
                                .priced(1, "USD", pico("0.0000385"), 1L)));
        return ledger.settings();
    }

    private static LedgerEntry event(String at, String model, String team, long input, long output) {
        return LedgerEntry.usage("acme", at, "model", model, "team", team)
                .with("input", input)
                .with("output", output);
    }

    private static BigInteger pico(String dollars) {
        return new BigDecimal(dollars).movePointRight(12).toBigIntegerExact();
    }

    @Override
    public void stop() {}
}
