package io.tokenledger.report.closing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tokenledger.report.fixture.TestLedger;
import java.util.Map;

/** A ledger that a test fills. */
public final class EmptyBooks implements QuarkusTestResourceLifecycleManager {
    static final TestLedger LEDGER = new TestLedger("books");

    @Override
    public Map<String, String> start() {
        return TestLedger.empty(LEDGER.database()).settings();
    }

    @Override
    public void stop() {}
}
