package io.tokenledger.pricing.ledger;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tokenledger.pricing.ledger.BookedEvents.Conflict;
import io.tokenledger.pricing.ledger.BookedEvents.Entry;
import io.tokenledger.pricing.ledger.BooksCheck.Findings;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Answers about the ledger as they go out. */
final class LedgerJson {
    private LedgerJson() {}

    /** What {@link BooksCheck} has found. */
    @Schema(name = "BooksCheck")
    @JsonNaming(SnakeCaseStrategy.class)
    record Check(
            boolean passed,
            Instant checkedAt,
            long recordsRead,
            long recordsCounted,
            long eventsCounted,
            long eventsBooked,
            long eventKeys,
            long rollupDifferences,
            long entriesWithoutDimension) {

        static Check of(Findings findings, Instant checkedAt) {
            return new Check(
                    findings.passed(),
                    checkedAt,
                    findings.recordsRead(),
                    findings.recordsCounted(),
                    findings.eventsCounted(),
                    findings.eventsBooked(),
                    findings.eventKeys(),
                    findings.rollupDifferences(),
                    findings.entriesWithoutDimension());
        }
    }

    /** An event, its entries and what else came under its identity. */
    @Schema(name = "BookedEvent")
    @JsonNaming(SnakeCaseStrategy.class)
    record Event(String tenant, String source, String id, List<EntryLine> entries, List<ConflictLine> conflicts) {}

    /** One entry; amounts are exact decimal text. */
    @Schema(name = "LedgerEntry")
    @JsonNaming(SnakeCaseStrategy.class)
    record EntryLine(
            int entryNo,
            @Schema(examples = "usage") String entryKind,
            Instant occurredAt,
            Instant bookedAt,
            String provider,
            String model,
            String serviceTier,
            long requests,
            long inputTokens,
            long cachedInputTokens,
            long outputTokens,
            long reasoningTokens,
            @Schema(examples = "provider") String inputProvenance,
            @Schema(examples = "provider") String outputProvenance,
            @Schema(nullable = true) @Nullable Long priceId,
            @Schema(nullable = true) @Nullable String currency,

            @Schema(nullable = true, examples = "0.11") @Nullable
            String cost,

            @Schema(nullable = true) @Nullable String unpricedReason) {

        static EntryLine of(Entry entry) {
            return new EntryLine(
                    entry.entryNo(),
                    entry.entryKind(),
                    entry.occurredAt(),
                    entry.bookedAt(),
                    entry.provider(),
                    entry.model(),
                    entry.serviceTier(),
                    entry.requests(),
                    entry.inputTokens(),
                    entry.cachedInputTokens(),
                    entry.outputTokens(),
                    entry.reasoningTokens(),
                    entry.inputProvenance(),
                    entry.outputProvenance(),
                    entry.priceId(),
                    entry.currency(),
                    entry.cost(),
                    entry.unpricedReason());
        }
    }

    /** A page of conflicts; {@code nextCursor} is null on the last. */
    @Schema(name = "Conflicts")
    @JsonNaming(SnakeCaseStrategy.class)
    record Conflicts(
            List<ConflictLine> conflicts,
            @Schema(nullable = true) @Nullable String nextCursor) {}

    /** A record that was not booked; {@code metered} is what it said. */
    @Schema(name = "Conflict")
    @JsonNaming(SnakeCaseStrategy.class)
    record ConflictLine(
            String tenant,
            String source,
            String id,
            Instant seenAt,
            @Schema(type = SchemaType.OBJECT) @JsonRawValue String metered) {

        static ConflictLine of(Conflict conflict) {
            return new ConflictLine(
                    conflict.tenant(), conflict.source(), conflict.id(), conflict.seenAt(), conflict.metered());
        }
    }
}
