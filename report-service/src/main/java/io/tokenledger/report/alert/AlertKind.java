package io.tokenledger.report.alert;

import java.util.Locale;

/** What an alert can be about. */
public enum AlertKind {
    /** What was used crossed a part of a budget. */
    BUDGET_THRESHOLD,
    /** The forecast of a period's end crosses a part of a budget. */
    BUDGET_FORECAST,
    /** A budget is going to be used up within so many days. */
    BUDGET_EXHAUSTION,
    /** An hour cost more, or less, than the forecast's interval allows. */
    SPEND_ANOMALY,
    /** Too large a share of the requests has no price. */
    UNPRICED_SHARE,
    /** Too large a share of what came in could not be used. */
    REJECTED_SHARE,
    /** What budgets add up to and what the ledger holds are not the same. */
    LEDGER_DRIFT,
    /** Nothing has come in for too long. */
    INGEST_SILENT;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
