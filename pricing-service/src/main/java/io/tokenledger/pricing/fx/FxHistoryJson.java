package io.tokenledger.pricing.fx;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was ever stated about a currency's rates.
 *
 * @param nextCursor asks for the next page; null: this is the last
 */
@Schema(name = "FxRateHistory")
@JsonNaming(SnakeCaseStrategy.class)
record FxHistoryJson(
        @Schema(examples = "EUR") String base,
        @Schema(examples = "USD") String currency,
        List<Entry> rates,
        @Schema(nullable = true) @Nullable String nextCursor) {

    /**
     * One statement.
     *
     * @param rate units of the currency for one euro
     * @param knownUntil when a later statement about the same day superseded it; null: it counts
     */
    @Schema(name = "FxRateStatement")
    @JsonNaming(SnakeCaseStrategy.class)
    record Entry(
            LocalDate rateDate,
            @Schema(examples = "1.153") String rate,
            Instant knownFrom,
            @Schema(nullable = true) @Nullable Instant knownUntil,
            long importId,
            String label,
            String author,
            String reason) {

        static Entry of(FxRates.Statement statement) {
            return new Entry(
                    statement.rateDate(),
                    FxRateJson.decimal(statement.perEuro()),
                    statement.knownFrom(),
                    statement.knownUntil(),
                    statement.importId(),
                    statement.label(),
                    statement.author(),
                    statement.reason());
        }
    }

    /** @param statements one more than the limit where there is a next page */
    static FxHistoryJson page(String currency, List<FxRates.Statement> statements, int limit) {
        List<FxRates.Statement> shown = statements.subList(0, Math.min(limit, statements.size()));
        String next = null;
        if (statements.size() > limit) {
            FxRates.Statement last = shown.getLast();
            next = new FxCursor(last.rateDate(), last.importId()).text();
        }
        return new FxHistoryJson("EUR", currency, shown.stream().map(Entry::of).toList(), next);
    }
}
