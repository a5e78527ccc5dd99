package io.tokenledger.ingest.rejection;

/**
 * An event cannot be used: why, with the value and the rule. Its text goes to the sender and on a topic, so it never
 * holds content. It is an outcome, not a defect: it carries no stack trace and costs little.
 */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final IngestError error;
    private final String detail;

    public Refusal(IngestError error, String detail) {
        super(detail, null, false, false);
        this.error = error;
        this.detail = detail;
    }

    public IngestError error() {
        return error;
    }

    /** The value and the rule, for the sender. */
    public String detail() {
        return detail;
    }
}
