package io.tokenledger.report.allocation;

import io.tokenledger.report.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A manual item as it is sent. */
@Schema(name = "ManualItem")
public record ManualItemJson(
        UUID id,
        @Schema(examples = "acme") String tenant,

        @Schema(description = "fee, credit or reconciliation", examples = "fee")
        String kind,

        @Schema(examples = "platform fee") String name,

        @Schema(description = "Who bears it before allocation", examples = "unattributed")
        String costCenter,

        @Schema(description = "In the zone of the books", examples = "2026-10-31")
        LocalDate day,

        @Schema(examples = "USD") String currency,

        @Schema(description = "Exact; negative: a credit", examples = "1500")
        String amount,

        @Nullable String provider,
        @Nullable String link,

        @Schema(description = "The item that it takes back") @Nullable
        UUID reverses,

        String author,
        String reason,
        Instant bookedAt) {

    /**
     * A page of items.
     *
     * @param next for {@code cursor=} of the next page; null: there is none
     */
    @Schema(name = "ManualItems")
    public record Page(List<ManualItemJson> items, @Nullable UUID next) {}

    static ManualItemJson of(ManualItem item) {
        return new ManualItemJson(
                item.id(),
                item.tenant(),
                RuleFields.wireName(item.kind()),
                item.name(),
                item.costCenter(),
                item.day(),
                item.currency(),
                Money.exact(item.amountPico()),
                item.provider(),
                item.link(),
                item.reverses(),
                item.author(),
                item.reason(),
                item.bookedAt());
    }

    /** The first so many of the items that were found, of which there is one more where another page follows. */
    static Page page(List<ManualItem> found, int limit) {
        List<ManualItem> page = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                page.stream().map(ManualItemJson::of).toList(),
                found.size() > limit ? page.getLast().id() : null);
    }
}
