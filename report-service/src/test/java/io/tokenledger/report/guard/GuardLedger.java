package io.tokenledger.report.guard;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.TestLedger;
import java.util.List;
import java.util.Map;

/** A ledger of prices without usage, for a service that is started on it. */
public final class GuardLedger implements QuarkusTestResourceLifecycleManager {
    static final String NAME = "guard_http";

    @Override
    public Map<String, String> start() {
        TestLedger ledger = TestLedger.empty(NAME);
        ListPrice.publish(
                ledger,
                List.of(ListPrice.perMillion(
                        "openai", "o4-mini", "standard", "2025-01-01Z", null, "1.10", "0.275", "4.40")));
        return ledger.settings();
    }

    @Override
    public void stop() {}
}
