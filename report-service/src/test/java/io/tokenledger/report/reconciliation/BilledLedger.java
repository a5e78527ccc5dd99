package io.tokenledger.report.reconciliation;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A ledger of ten events of acme and five of globex on the fifth of October 2026, without any bill. */
public final class BilledLedger implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        Books books = new Books("billed");
        List<io.tokenledger.report.fixture.LedgerEntry> entries =
                new ArrayList<>(books.events("acme", "2026-10-05", 10));
        entries.addAll(books.events("globex", "2026-10-05", 5));
        books.book(entries);
        return books.ledger.settings();
    }

    @Override
    public void stop() {}
}
