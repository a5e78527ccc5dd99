package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The span of time that a result of a usage API is of; half-open. */
record UsageBucket(Instant start, Instant end) {
    private static final long MAX_EPOCH_SECONDS = 100_000_000_000L;

    /**
     * The bucket of these fields: OpenAI's {@code start_time} and {@code end_time} in seconds since 1970, or Anthropic's
     * {@code starting_at} and {@code ending_at} in RFC 3339.
     *
     * @throws Refusal where the times are no times, or the bucket was not over when the page was imported: its numbers
     *     still grow
     */
    static UsageBucket of(Map<String, JsonNode> fields, Instant now) throws Refusal {
        Instant start = instant(fields.get("start_time"), fields.get("starting_at"));
        Instant end = instant(fields.get("end_time"), fields.get("ending_at"));
        if (start == null || end == null || !end.isAfter(start)) {
            throw new Refusal(
                    IngestError.TIME_INVALID,
                    "the bucket has neither start_time and end_time (seconds since 1970) nor starting_at and ending_at"
                            + " (RFC 3339), the first before the second");
        }
        if (end.isAfter(now)) {
            throw new Refusal(
                    IngestError.USAGE_BUCKET_OPEN,
                    "the bucket ends at " + end + ", which is not yet over: its numbers still grow, import it then");
        }
        return new UsageBucket(start, end);
    }

    private static @Nullable Instant instant(@Nullable JsonNode seconds, @Nullable JsonNode text) {
        if (seconds != null && seconds.isIntegralNumber() && seconds.canConvertToLong()) {
            long value = seconds.longValue();
            return value < 0 || value > MAX_EPOCH_SECONDS ? null : Instant.ofEpochSecond(value);
        }
        try {
            return text == null || !text.isTextual()
                    ? null
                    : OffsetDateTime.parse(text.textValue()).toInstant();
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
