package io.tokenledger.report.alert;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.TestLedger;
import java.util.Map;

/** An empty ledger behind the tests over HTTP, of tenants acme and globex. */
public final class AlertsLedger implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        TestLedger ledger = TestLedger.empty("alerts_http");
        Bookkeeper.execute(ledger, """
                INSERT INTO ledger.intake_count VALUES
                    ('acme', '2026-11-10 12:00Z', 'usage.metered.v1', 0, 5, 1, 2, 1, 0),
                    ('globex', '2026-11-12 00:00Z', 'usage.metered.v1', 0, 2, 0, 0, 0, 0);
                """);
        return ledger.settings();
    }

    @Override
    public void stop() {}
}
