package io.tokenledger.pricing.problem;

import static io.tokenledger.pricing.problem.Blame.CALLER;
import static io.tokenledger.pricing.problem.Blame.SERVICE;

/** Everything that the pricing service can answer instead of a result. The codes are stable; the details are not. */
public enum PricingError {
    BODY_MALFORMED_JSON("body.malformed_json", CALLER, 400, "The body is not readable as JSON"),
    BODY_EMPTY("body.empty", CALLER, 400, "The body is empty"),
    BODY_NOT_UTF8("body.not_utf8", CALLER, 400, "The body is not UTF-8"),
    FIELD_MISSING("field.missing", CALLER, 400, "A field is missing"),
    FIELD_UNKNOWN("field.unknown", CALLER, 400, "A field is not known"),
    FIELD_WRONG_TYPE("field.wrong_type", CALLER, 400, "A field has the wrong JSON type"),
    TEXT_INVALID("text.invalid", CALLER, 400, "A text cannot be used"),
    TIME_INVALID("time.invalid", CALLER, 400, "A time is not an instant"),
    COUNT_NOT_AN_INTEGER("count.not_an_integer", CALLER, 400, "A count is not an integer"),
    COUNT_NEGATIVE("count.negative", CALLER, 400, "A count is negative"),
    COUNT_ABSURD("count.absurd", CALLER, 400, "A count is beyond belief"),
    COUNT_EXCEEDS_WHOLE("count.exceeds_whole", CALLER, 400, "A part is larger than its whole"),
    QUOTES_TOO_MANY("quotes.too_many", CALLER, 413, "Too many quotes in one call"),
    PARAMETER_MISSING("parameter.missing", CALLER, 400, "A query parameter is missing"),
    PARAMETER_INVALID("parameter.invalid", CALLER, 400, "A query parameter cannot be used"),
    PRICE_FORMAT_UNKNOWN("prices.format_unknown", CALLER, 400, "Unknown format of a price file"),
    PRICE_FILE_INVALID("prices.file_invalid", CALLER, 422, "The price file has faults; nothing was imported"),
    PRICE_INVALID("prices.invalid", CALLER, 422, "A price breaks a rule; nothing was published"),
    PRICE_OVERLAPS("prices.overlap", CALLER, 409, "A price overlaps another"),
    PRICE_NOT_FOUND("prices.not_found", CALLER, 404, "No such price"),
    PRICES_TOO_MANY("prices.too_many", CALLER, 413, "Too many prices in one call"),
    ADJUSTMENT_INVALID("adjustments.invalid", CALLER, 422, "An uplift or discount breaks a rule"),
    ADJUSTMENT_OVERLAPS("adjustments.overlap", CALLER, 409, "An uplift or discount overlaps another"),
    ADJUSTMENT_NOT_FOUND("adjustments.not_found", CALLER, 404, "No such uplift or discount"),
    METER_INVALID("meters.invalid", CALLER, 422, "A meter breaks a rule"),
    METER_EXISTS("meters.exists", CALLER, 409, "There is a meter of that name"),
    FX_FORMAT_UNKNOWN("fx.format_unknown", CALLER, 400, "Unknown format of a file of exchange rates"),
    FX_FILE_INVALID("fx.file_invalid", CALLER, 422, "The file of exchange rates has faults; nothing was imported"),
    FX_NO_RATE("fx.no_rate", CALLER, 404, "No exchange rate"),
    CONTRACT_OVERLAP("contract.overlap", CALLER, 409, "Two terms of one kind for the same usage at the same time"),
    CONTRACT_RANGE_INVALID("contract.range_invalid", CALLER, 400, "A term cannot have this range of time"),
    CONTRACT_TIMEZONE_UNKNOWN("contract.timezone_unknown", CALLER, 400, "Unknown time zone"),
    CONTRACT_CURRENCY_UNKNOWN("contract.currency_unknown", CALLER, 400, "Unknown currency"),
    CONTRACT_NUMBER_INVALID("contract.number_invalid", CALLER, 400, "A number of a term cannot be used"),
    CONTRACT_CHOICE_UNKNOWN("contract.choice_unknown", CALLER, 400, "A field of a term has a value that is not known"),
    CONTRACT_STEPS_INVALID("contract.steps_invalid", CALLER, 400, "Steps of volume tiers that cannot be used"),
    CONTRACT_TERM_UNKNOWN("contract.term_unknown", CALLER, 404, "No such term"),
    CONTRACT_TERM_WITHDRAWN("contract.term_withdrawn", CALLER, 409, "The term was withdrawn before"),
    CLOSING_NOT_FORWARD("closings.not_forward", CALLER, 409, "Closed time stays closed"),
    CLOSING_IN_FUTURE("closings.in_future", CALLER, 422, "Only time that is over can be closed"),
    NOT_FOUND("request.not_found", CALLER, 404, "Nothing here"),
    METHOD_NOT_ALLOWED("request.method_not_allowed", CALLER, 405, "Method not allowed"),
    NOT_ACCEPTABLE("request.not_acceptable", CALLER, 406, "No answer in this format"),
    BODY_TOO_LARGE("body.too_large", CALLER, 413, "The body is too large"),
    MEDIA_TYPE_UNSUPPORTED("media_type.unsupported", CALLER, 415, "The media type is not supported"),
    REQUEST_INVALID("request.invalid", CALLER, 400, "Request cannot be used"),
    DATABASE_UNAVAILABLE("database.unavailable", SERVICE, 503, "The price book cannot be read or written now"),
    INTERNAL("internal", SERVICE, 500, "Internal error");

    private final String code;
    private final Blame blame;
    private final int httpStatus;
    private final String title;

    PricingError(String code, Blame blame, int httpStatus, String title) {
        this.code = code;
        this.blame = blame;
        this.httpStatus = httpStatus;
        this.title = title;
    }

    /** The stable name on the wire. */
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
    public PricingProblem because(String detail) {
        return new PricingProblem(this, detail, null);
    }

    /** As {@link #because(String)}, with what caused it, for the log. */
    public PricingProblem because(String detail, Throwable cause) {
        return new PricingProblem(this, detail, cause);
    }
}
