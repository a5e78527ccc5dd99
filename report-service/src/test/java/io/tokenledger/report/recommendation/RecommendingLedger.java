package io.tokenledger.report.recommendation;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.TestLedger;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** 1 000 requests of 0.036 dollars on o3 in June 2025, which cost 0.0198 on o4-mini; in July half of as many moved. */
public final class RecommendingLedger implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        TestLedger ledger = TestLedger.empty("recommending");
        Bookkeeper.execute(ledger, "SELECT ledger.ensure_partitions(date '2025-06-01', date '2025-07-01')");
        ListPrice.publish(ledger, List.of(price("o3", "2", "0.5", "8"), price("o4-mini", "1.1", "0.275", "4.4")));
        Duration apart = Duration.ofMinutes(10);
        Bulk.book(
                ledger,
                List.of(
                        Bulk.of("bot", "o3", 1_000, 10_000, 2_000, "0.036").at("2025-06-02T00:00:00Z", apart),
                        Bulk.of("bot", "o3", 500, 10_000, 2_000, "0.036").at("2025-07-02T00:00:00Z", apart),
                        Bulk.of("bot", "o4-mini", 500, 10_000, 2_000, "0.0198").at("2025-07-02T00:00:00Z", apart)));
        return ledger.settings();
    }

    private static ListPrice price(String model, String... dollars) {
        return ListPrice.perMillion("openai", model, "standard", "2025-01-01T00:00:00Z", null, dollars);
    }

    @Override
    public void stop() {}
}
