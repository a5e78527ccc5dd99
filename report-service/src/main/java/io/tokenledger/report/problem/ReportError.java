package io.tokenledger.report.problem;

import static io.tokenledger.report.problem.Blame.CALLER;
import static io.tokenledger.report.problem.Blame.SERVICE;

/** Everything that a report can answer instead of figures. The codes are stable; the details that go with them are not. */
public enum ReportError {
    PARAMETER_UNKNOWN("parameter.unknown", CALLER, 400, "Unknown query parameter"),
    PARAMETER_REPEATED("parameter.repeated", CALLER, 400, "Query parameter given more than once"),
    PARAMETER_INVALID("parameter.invalid", CALLER, 400, "Query parameter cannot be used"),
    TIMEZONE_UNKNOWN("timezone.unknown", CALLER, 400, "Unknown time zone"),
    PERIOD_INVALID("period.invalid", CALLER, 400, "Period cannot be used"),
    PERIOD_EMPTY("period.empty", CALLER, 400, "Period ends before it begins"),
    PERIOD_NOT_ON_QUARTER_HOUR("period.not_on_quarter_hour", CALLER, 400, "Period is not on a quarter of an hour"),
    PERIOD_TOO_LONG("period.too_long", CALLER, 400, "Period is too long"),
    DIMENSION_UNKNOWN("dimension.unknown", CALLER, 400, "Unknown dimension"),
    DIMENSION_REPEATED("dimension.repeated", CALLER, 400, "Dimension given more than once"),
    DIMENSION_NOT_AVAILABLE("dimension.not_available", CALLER, 400, "Dimension cannot be used here"),
    CURRENCY_INVALID("currency.invalid", CALLER, 400, "Unknown currency"),
    CURRENCY_NO_RATE("currency.no_rate", CALLER, 422, "No exchange rate"),
    RESULT_TOO_LARGE("result.too_large", CALLER, 422, "Too many lines"),
    NOT_FOUND("request.not_found", CALLER, 404, "Nothing here"),
    METHOD_NOT_ALLOWED("request.method_not_allowed", CALLER, 405, "Method not allowed"),
    NOT_ACCEPTABLE("request.not_acceptable", CALLER, 406, "No answer in this format"),
    REQUEST_INVALID("request.invalid", CALLER, 400, "Request cannot be used"),
    QUERY_TIMEOUT("query.timeout", SERVICE, 503, "The report takes too long"),
    DATABASE_UNAVAILABLE("database.unavailable", SERVICE, 503, "The ledger cannot be read now"),
    INTERNAL("internal", SERVICE, 500, "Internal error");

    private final String code;
    private final Blame blame;
    private final int httpStatus;
    private final String title;

    ReportError(String code, Blame blame, int httpStatus, String title) {
        this.code = code;
        this.blame = blame;
        this.httpStatus = httpStatus;
        this.title = title;
    }

    public String code() {
        return code;
    }

    public Blame blame() {
        return blame;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** What it is in a few words, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** This error as it is thrown. {@code detail} names the value and the rule, and nothing of the inside. */
    public ReportProblem because(String detail) {
        return new ReportProblem(this, detail, null);
    }

    /** As {@link #because(String)}, with what caused it, for the log. */
    public ReportProblem because(String detail, Throwable cause) {
        return new ReportProblem(this, detail, cause);
    }
}
