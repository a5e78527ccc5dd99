package io.tokenledger.report.watch;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.TestLedger;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** An empty ledger with partitions for today, whose journal a test may write. */
public final class WatchedLedger implements QuarkusTestResourceLifecycleManager {
    static final TestLedger LEDGER = new TestLedger("watched");

    @Override
    public Map<String, String> start() {
        TestLedger ledger = TestLedger.empty(LEDGER.database());
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Bookkeeper.execute(
                ledger,
                "SELECT ledger.ensure_partitions(date '" + today.minusDays(40) + "', date '" + today.plusDays(2)
                        + "')");
        return ledger.settings();
    }

    @Override
    public void stop() {}
}
