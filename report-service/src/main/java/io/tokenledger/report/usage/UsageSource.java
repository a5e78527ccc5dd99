package io.tokenledger.report.usage;

/** Which of the ledger's published views answers. */
public enum UsageSource {
    /** Sums per quarter of an hour, with every attribute but user and tags. */
    QUARTER_HOURS("ledger.usage_by_quarter_hour", "bucket_start"),
    /** Single entries, with everything. */
    ENTRIES("ledger.usage_by_entry", "accounted_at");

    private final String view;
    private final String timeColumn;

    UsageSource(String view, String timeColumn) {
        this.view = view;
        this.timeColumn = timeColumn;
    }

    String view() {
        return view;
    }

    String timeColumn() {
        return timeColumn;
    }
}
