package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tokenledger.ingest.pipeline.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of one line.
 *
 * @param line its number in the file, from 1, the header counted; of pages of a usage API the result's number
 * @param id the event's id, its own or made of its content; null where there is none
 * @param verdict {@code accepted} or {@code rejected}
 * @param code why it is rejected; null where it is not
 * @param detail the value and the rule; null where it is not rejected
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LineVerdict(
        long line,
        @Nullable String id,
        String verdict,
        @Nullable String code,
        @Nullable String detail) {
    static LineVerdict of(long line, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(var usage) -> new LineVerdict(line, usage.id(), "accepted", null, null);
            case Outcome.Rejected refused ->
                new LineVerdict(
                        line,
                        refused.event().eventId(),
                        "rejected",
                        refused.event().code(),
                        refused.event().detail());
        };
    }
}
