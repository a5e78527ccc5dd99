package io.tokenledger.ingest.imports;

import io.tokenledger.ingest.rejection.IngestError;

/** A file ends here, because what comes is not readable as its format. What came before stands. */
public final class UnreadableImport extends Exception {
    private static final long serialVersionUID = 1L;

    private final IngestError error;
    private final String detail;

    UnreadableImport(IngestError error, String detail) {
        super(detail, null, false, false);
        this.error = error;
        this.detail = detail;
    }

    public IngestError error() {
        return error;
    }

    /** The place and the rule; never what stands there. */
    public String detail() {
        return detail;
    }
}
