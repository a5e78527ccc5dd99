package io.tokenledger.report.delivery;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tokenledger.report.fixture.TestLedger;
import java.util.HashMap;
import java.util.Map;

/** An empty ledger, and a service that may send to this machine, and gives up after two attempts. */
public final class DeliveringLedger implements QuarkusTestResourceLifecycleManager {
    static final String DATABASE = "delivery_http";

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(TestLedger.empty(DATABASE).settings());
        settings.put("TOKENLEDGER_ALERTS_ALLOWED_NETWORKS", "127.0.0.0/8,fd00:aa::/32");
        settings.put("tokenledger.delivery.max-attempts", "2");
        settings.put("tokenledger.delivery.first-backoff", "50ms");
        return settings;
    }

    @Override
    public void stop() {
        // The server ends with the tests' JVM.
    }
}
