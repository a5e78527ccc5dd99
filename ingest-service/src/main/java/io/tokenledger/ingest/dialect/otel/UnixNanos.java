package io.tokenledger.ingest.dialect.otel;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** OTLP's times: nanoseconds since 1970 as an unsigned 64-bit number, cut to the microsecond. 0 is no time. */
public final class UnixNanos {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private UnixNanos() {}

    /** That time; null for 0. */
    public static @Nullable Instant instant(long unsignedNanos) {
        return unsignedNanos == 0
                ? null
                : Instant.ofEpochSecond(
                                Long.divideUnsigned(unsignedNanos, NANOS_PER_SECOND),
                                Long.remainderUnsigned(unsignedNanos, NANOS_PER_SECOND))
                        .truncatedTo(ChronoUnit.MICROS);
    }

    /** The time of that field, a number or a text as in OTLP's JSON; null where it is absent or 0. */
    static @Nullable Instant read(JsonFields fields, String name) throws Refusal {
        JsonNode value = fields.present(name);
        if (value == null) {
            return null;
        }
        try {
            return instant(Long.parseUnsignedLong(value.asText()));
        } catch (NumberFormatException e) {
            throw new Refusal(
                    IngestError.TIME_INVALID, fields.pathOf(name) + " is to be a number of nanoseconds since 1970");
        }
    }
}
