package io.tokenledger.pricing.ledger;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tokenledger.pricing.ledger.BookedEvents.Conflict;
import io.tokenledger.pricing.ledger.BookedEvents.Entry;
import io.tokenledger.pricing.ledger.BooksCheck.Findings;
import java.time.Instant;
import java.util.List;
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
            long rollupHourDifferences,
            long rollupDayDifferences,
            long profileDifferences,
            long journalDifferences,
            long driftDifferences,
            long statedDifferences,
            long entriesWithoutDimension,
            long waitDifferences) {

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
                    findings.rollupHourDifferences(),
                    findings.rollupDayDifferences(),
                    findings.profileDifferences(),
                    findings.journalDifferences(),
                    findings.driftDifferences(),
                    findings.statedDifferences(),
                    findings.entriesWithoutDimension(),
                    findings.waitDifferences());
        }
    }

    /** An event, its entries and what else came under its identity. */
    @Schema(name = "BookedEvent")
    @JsonNaming(SnakeCaseStrategy.class)
    record Event(String tenant, String source, String id, List<Entry> entries, List<Conflict> conflicts) {}

    /** A page of conflicts; {@code nextCursor} is null on the last. */
    @Schema(name = "Conflicts")
    @JsonNaming(SnakeCaseStrategy.class)
    record Conflicts(
            List<Conflict> conflicts,
            @Schema(nullable = true) @Nullable String nextCursor) {}
}
