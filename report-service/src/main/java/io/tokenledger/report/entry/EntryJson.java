package io.tokenledger.report.entry;

import io.tokenledger.report.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An entry of the ledger as it is sent. */
@Schema(name = "UsageEntry")
public record EntryJson(
        @Schema(description = "When it counts") Instant accountedAt,

        @Schema(description = "Whether it belongs to closed books, and counts later for that")
        boolean accountedLate,

        Instant occurredAt,
        @Schema(examples = "checkout-bot") String source,
        @Schema(examples = "8c6f") String eventId,

        @Schema(description = "0 is the event itself; later ones add to it")
        int entryNo,

        @Schema(examples = "usage", description = "usage, reversal, pricing, correction or charge")
        String kind,

        @Schema(examples = "unattributed") String costCenter,
        @Nullable String team,
        @Nullable String project,
        @Nullable String app,
        @Nullable String environment,
        @Nullable String user,
        Map<String, String> tags,
        String provider,
        String model,
        String serviceTier,
        @Nullable String reasoningEffort,
        @Nullable String region,

        @Schema(
                description = "Quantities by meter; negative where something is taken out",
                implementation = Object.class)
        Map<String, Long> meters,

        @Schema(
                examples = "0.11",
                nullable = true,
                description = "Exact decimal (up to 12 places); null: unpriced, which is not zero")
        @Nullable
        String cost,

        @Schema(description = "XXX: unpriced", examples = "USD")
        String currency,

        @Nullable String unpricedReason,
        @Nullable Long priceId,

        @Schema(description = "Of the price book that rated it") @Nullable
        Long bookVersion,

        @Schema(description = "What asked for it", examples = "contract/3") @Nullable
        String reference,

        Instant receivedAt,
        Instant bookedAt,

        @Schema(description = "Whether the answer was cut off before its end")
        boolean aborted,

        @Schema(description = "Why it costs nothing without a price list", examples = "gateway_cache") @Nullable
        String freeReason,

        @Schema(description = "What somebody else says that it costs; signed as the meters") @Nullable
        Stated providerStatedCost,

        @Schema(description = "What the text counts, where the provider counted too; signed as the meters") @Nullable
        TextTokens textTokens,

        @Schema(description = "Output tokens that may be reasoning, where the provider does not tell") @Nullable
        Long reasoningAtMost) {

    /** A cost that somebody else states. */
    @Schema(name = "StatedCost")
    public record Stated(
            @Schema(examples = "openrouter") String by,
            @Schema(examples = "0.11") String amount,
            @Schema(examples = "USD") String currency) {}

    /** Counts of text; null: not counted. */
    @Schema(name = "EntryTextTokens")
    public record TextTokens(
            @Nullable TextCount input, @Nullable TextCount output) {}

    /** A count of text. */
    @Schema(name = "EntryTextCount")
    public record TextCount(
            long tokens, @Schema(examples = "counted") String provenance) {
        static @Nullable TextCount of(Said.@Nullable TextCount count) {
            return count == null ? null : new TextCount(count.tokens(), count.provenance());
        }
    }

    /**
     * A page of entries.
     *
     * @param next for {@code cursor=} of the next page; null: there is none
     */
    @Schema(name = "UsageEntries")
    public record Page(
            @Schema(examples = "acme") String tenant,
            String from,
            String to,
            @Schema(examples = "UTC") String timezone,
            List<EntryJson> entries,

            @Schema(description = "cursor of the next page; null: there is none") @Nullable
            String next) {}

    static EntryJson of(Entry entry) {
        EntryOrigin origin = entry.origin();
        return new EntryJson(
                entry.accountedAt(),
                entry.accountedLate(),
                entry.occurredAt(),
                entry.source(),
                entry.eventId(),
                entry.entryNo(),
                entry.kind(),
                entry.costCenter(),
                origin.team(),
                origin.project(),
                origin.app(),
                origin.environment(),
                entry.user(),
                entry.tags(),
                origin.provider(),
                origin.model(),
                origin.serviceTier(),
                origin.reasoningEffort(),
                origin.region(),
                entry.meters(),
                entry.costPico() == null ? null : Money.exact(entry.costPico()),
                entry.currency(),
                entry.unpricedReason(),
                entry.priceId(),
                entry.bookVersion(),
                entry.reference(),
                entry.receivedAt(),
                entry.bookedAt(),
                entry.said().aborted(),
                entry.said().freeReason(),
                stated(entry.said()),
                textTokens(entry.said()),
                entry.said().reasoningAtMost());
    }

    private static @Nullable Stated stated(Said said) {
        return said.statedBy() == null || said.statedPico() == null
                ? null
                : new Stated(said.statedBy(), Money.exact(said.statedPico()), "USD");
    }

    private static @Nullable TextTokens textTokens(Said said) {
        return said.textInput() == null && said.textOutput() == null
                ? null
                : new TextTokens(TextCount.of(said.textInput()), TextCount.of(said.textOutput()));
    }
}
