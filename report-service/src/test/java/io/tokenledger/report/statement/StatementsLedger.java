package io.tokenledger.report.statement;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.Event;
import io.tokenledger.report.fixture.Rate;
import io.tokenledger.report.fixture.TestLedger;
import java.util.List;
import java.util.Map;

/** October and November of the worked example, closed, of acme; October alone of globex; usage of initech, not closed. */
public final class StatementsLedger implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        TestLedger ledger = TestLedger.empty("statements");
        Rate.publish(
                ledger,
                List.of(
                        new Rate("USD", "2026-10-30", "1.20"),
                        new Rate("JPY", "2026-10-30", "150.5"),
                        new Rate("USD", "2026-11-30", "1.20"),
                        new Rate("JPY", "2026-11-30", "150.5")));
        Bookkeeper.book(
                ledger,
                List.of(
                        Event.at("2026-10-05T00:00:00Z", "66000000000000", "tenant", "acme"),
                        Event.at("2026-11-05T00:00:00Z", "72000000000000", "tenant", "acme"),
                        Event.at("2026-10-05T00:00:00Z", "66000000000000", "tenant", "globex"),
                        Event.at("2026-10-05T00:00:00Z", "12000000000000", "tenant", "initech", "team", "search"),
                        Event.at("2026-10-05T00:00:00Z", "3000000000000", "tenant", "initech", "team", "ads"),
                        Event.at("2026-10-05T00:00:00Z", "1000000000000", "tenant", "umbrella", "team", "ads")));
        close(ledger, "acme", "2026-10", "10");
        close(ledger, "acme", "2026-11", "12");
        close(ledger, "globex", "2026-10", "10");
        return ledger.settings();
    }

    private static void close(TestLedger ledger, String tenant, String period, String each) {
        ledger.store()
                .writeInOneState(connection -> StatementWriter.close(
                        connection, WorkedExample.of(tenant, period, each), "ann", WorkedExample.CLOSED));
    }

    @Override
    public void stop() {}
}
