package io.tokenledger.report.problem;

import org.jspecify.annotations.Nullable;

/** A report that cannot be given, with a detail that the caller may read. */
public final class ReportProblem extends RuntimeException {
    private final ReportError error;
    private final String detail;

    ReportProblem(ReportError error, String detail, @Nullable Throwable cause) {
        super(error.code() + ": " + detail, cause);
        this.error = error;
        this.detail = detail;
    }

    public ReportError error() {
        return error;
    }

    /** The value and the rule. */
    public String detail() {
        return detail;
    }
}
