package io.tokenledger.ingest.dialect.litellm;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.ProviderObject;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** When a call was over, or else when it began: epoch seconds, or in older versions a date and time in UTC. */
final class CallTime {
    private static final int MAX_CHARS = 64;

    private CallTime() {}

    /** The time, to the microsecond; null where the payload has none. */
    static @Nullable Instant of(ProviderObject own) throws Refusal {
        Instant end = at(own, "endTime");
        return end == null ? at(own, "startTime") : end;
    }

    private static @Nullable Instant at(ProviderObject own, String name) throws Refusal {
        JsonFields payload = own.response();
        JsonNode value = payload.present(name);
        if (value == null || !value.isTextual()) {
            return own.epochSeconds(name);
        }
        String text = payload.text(name, MAX_CHARS);
        return text == null ? null : parsed(payload.pathOf(name), text);
    }

    private static Instant parsed(String where, String text) throws Refusal {
        try {
            var time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
            OffsetDateTime at =
                    time instanceof LocalDateTime local ? local.atOffset(ZoneOffset.UTC) : OffsetDateTime.from(time);
            return at.toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new Refusal(
                    IngestError.TIME_INVALID,
                    where + " is " + SafeText.quoted(text)
                            + ": it is to be epoch seconds, or a date and time like 2026-11-20 10:15:30.5");
        }
    }
}
