package io.tokenledger.ingest.rejection;

/**
 * Everything that can be wrong at the front door. The code is stable: senders and alerts rely on it. The status is that
 * of the HTTP answer where the error concerns the whole request; of one event in a batch only the code is told.
 */
public enum IngestError {
    EVENT_EMPTY("event.empty", Blame.SENDER, 400, "There is no event"),
    EVENT_MALFORMED_JSON("event.malformed_json", Blame.SENDER, 400, "The event is not readable as JSON"),
    EVENT_NOT_AN_OBJECT("event.not_an_object", Blame.SENDER, 400, "The event is not a JSON object"),
    EVENT_TOO_LARGE("event.too_large", Blame.SENDER, 413, "The event is too large"),
    EVENT_SPECVERSION_UNSUPPORTED("event.specversion_unsupported", Blame.SENDER, 400, "Not CloudEvents 1.0"),
    EVENT_ID_MISSING("event.id_missing", Blame.SENDER, 400, "The event has no id"),
    EVENT_SOURCE_MISSING("event.source_missing", Blame.SENDER, 400, "The event has no source"),
    EVENT_TYPE_MISSING("event.type_missing", Blame.SENDER, 400, "The event has no type"),
    EVENT_DATA_INVALID("event.data_invalid", Blame.SENDER, 400, "The event's data is not usable"),
    EVENT_UNPROCESSABLE("event.unprocessable", Blame.INGEST, 500, "The event could not be processed"),
    BATCH_EMPTY("batch.empty", Blame.SENDER, 400, "The batch holds no event"),
    BATCH_TOO_LARGE("batch.too_large", Blame.SENDER, 413, "The batch holds too many events"),
    DIALECT_UNKNOWN("dialect.unknown", Blame.SENDER, 400, "The event's type names no known dialect"),
    TENANT_MISSING("tenant.missing", Blame.SENDER, 400, "The event names no tenant"),
    TENANT_INVALID("tenant.invalid", Blame.SENDER, 400, "The tenant is no usable name"),
    TENANT_CONFLICT("tenant.conflict", Blame.SENDER, 400, "The event is of another tenant than its sender"),
    PROVIDER_MISSING("provider.missing", Blame.SENDER, 400, "The event names no provider"),
    MODEL_MISSING("model.missing", Blame.SENDER, 400, "The event names no model"),
    TIME_MISSING("time.missing", Blame.SENDER, 400, "The event has no time"),
    TIME_INVALID("time.invalid", Blame.SENDER, 400, "The event's time is not an instant"),
    TIME_OUT_OF_RANGE("time.out_of_range", Blame.SENDER, 400, "The event's time is not accepted"),
    COUNT_NOT_AN_INTEGER("count.not_an_integer", Blame.SENDER, 400, "A count is not an integer"),
    COUNT_NEGATIVE("count.negative", Blame.SENDER, 400, "A count is negative"),
    COUNT_ABSURD("count.absurd", Blame.SENDER, 400, "A count is beyond belief"),
    COUNT_EXCEEDS_WHOLE("count.exceeds_whole", Blame.SENDER, 400, "A part is larger than its whole"),
    COUNT_TOO_SMALL("count.too_small", Blame.SENDER, 400, "A count is too small"),
    METER_INVALID("meter.invalid", Blame.SENDER, 400, "A meter has no usable name"),
    STATED_COST_INVALID("stated_cost.invalid", Blame.SENDER, 400, "A stated cost is no amount"),
    SHAPE_UNKNOWN("shape.unknown", Blame.SENDER, 400, "The payload has no known shape"),
    REQUEST_FAILED("request.failed", Blame.SENDER, 400, "The request failed: there is no usage"),
    CAPABILITY_UNKNOWN("capability.unknown", Blame.SENDER, 400, "A capability has no known name"),
    FIELD_WRONG_TYPE("field.wrong_type", Blame.SENDER, 400, "A field has the wrong JSON type"),
    TEXT_INVALID_CHARACTER("text.invalid_character", Blame.SENDER, 400, "A text holds a character that it must not"),
    TEXT_TOO_LONG("text.too_long", Blame.SENDER, 400, "A text is too long"),
    TAGS_TOO_MANY("tags.too_many", Blame.SENDER, 400, "The event has too many tags"),
    OPERATION_NOT_BILLED("operation.not_billed", Blame.SENDER, 400, "The span is not known to be a model call"),
    USAGE_MISSING("usage.missing", Blame.SENDER, 400, "Nothing tells how much was used"),
    USAGE_BUCKET_OPEN("usage_bucket.open", Blame.SENDER, 400, "The bucket of time is not over"),
    USAGE_RESULT_AMBIGUOUS("usage_result.ambiguous", Blame.SENDER, 400, "The result does not tell its price"),
    IMPORT_PARAMETER_INVALID("import.parameter_invalid", Blame.SENDER, 400, "The import is asked for wrongly"),
    IMPORT_MAPPING_INVALID("import.mapping_invalid", Blame.SENDER, 400, "The mapping of columns is not usable"),
    IMPORT_UNREADABLE("import.unreadable", Blame.SENDER, 400, "The file is not readable to its end"),
    IMPORT_CUT_SHORT("import.cut_short", Blame.SENDER, 400, "The body broke off"),
    IMPORT_TOO_LARGE("import.too_large", Blame.SENDER, 413, "The file is too large"),
    IMPORT_UNKNOWN("import.unknown", Blame.SENDER, 404, "There is no such import"),
    IMPORT_RUNNING("import.running", Blame.SENDER, 409, "The import is under way"),
    IMPORT_TOO_MANY("import.too_many", Blame.SENDER, 429, "Too many imports at once"),
    IMPORT_STORAGE_FAILED("import.storage_failed", Blame.ENVIRONMENT, 503, "There is no room for the import"),
    REQUEST_TOO_LARGE("request.too_large", Blame.SENDER, 413, "The request body is too large"),
    MEDIA_TYPE_UNSUPPORTED("media_type.unsupported", Blame.SENDER, 415, "The media type is not supported"),
    CONTENT_ENCODING_UNSUPPORTED(
            "content_encoding.unsupported", Blame.SENDER, 415, "The body is compressed in a way that is not supported"),
    CONTENT_ENCODING_INVALID(
            "content_encoding.invalid", Blame.SENDER, 400, "The body is not compressed as its header says"),
    OTLP_MALFORMED("otlp.malformed", Blame.SENDER, 400, "The body is not readable as OTLP"),
    TOKEN_COUNT_MALFORMED_JSON(
            "token_count.malformed_json", Blame.SENDER, 400, "The request to count tokens is not readable as JSON"),
    TOKEN_COUNT_INVALID("token_count.invalid", Blame.SENDER, 400, "The request to count tokens is not usable"),
    TOKEN_COUNT_TOO_LARGE("token_count.too_large", Blame.SENDER, 413, "The request to count tokens is too large"),
    TOKEN_COUNT_BUSY("token_count.busy", Blame.INGEST, 429, "All places for counting are taken"),
    KAFKA_UNAVAILABLE("kafka.unavailable", Blame.ENVIRONMENT, 503, "Kafka does not acknowledge");

    /** Who has to act. */
    public enum Blame {
        SENDER,
        INGEST,
        ENVIRONMENT
    }

    private final String code;
    private final Blame blame;
    private final int httpStatus;
    private final String title;

    IngestError(String code, Blame blame, int httpStatus, String title) {
        this.code = code;
        this.blame = blame;
        this.httpStatus = httpStatus;
        this.title = title;
    }

    /** The stable name on the wire. */
    public String code() {
        return code;
    }

    /** The error of that code; there has to be one. */
    public static IngestError byCode(String code) {
        for (IngestError error : values()) {
            if (error.code.equals(code)) {
                return error;
            }
        }
        throw new IllegalArgumentException("there is no error " + code);
    }

    public Blame blame() {
        return blame;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** What it means in a few words, the same for every occurrence. */
    public String title() {
        return title;
    }
}
