package io.tokenledger.report.watch;

import io.tokenledger.report.ledger.LedgerViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells what audits of budgets have found. */
@ApplicationScoped
public class DriftReader {
    private final LedgerViews views;

    public DriftReader(LedgerViews views) {
        this.views = views;
    }

    /** What was found to differ, and has not been found to be the same again: what is repaired is looked at first. */
    public List<Drift> open(String tenant) {
        return views.read("budget_drift", connection -> DriftTable.open(connection, tenant));
    }
}
