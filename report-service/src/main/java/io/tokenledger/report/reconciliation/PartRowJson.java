package io.tokenledger.report.reconciliation;

import io.tokenledger.report.money.Money;
import io.tokenledger.report.reconciliation.BilledReader.Stored;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A piece of a variance, with what to look at. */
@Schema(name = "VarianceRow")
public record PartRowJson(
        int row,
        @Schema(examples = "missing_usage") String part,
        @Schema(description = "UTC") LocalDate day,
        @Nullable String project,
        @Nullable String model,
        @Nullable String meter,
        @Nullable String serviceTier,

        @Schema(description = "As what it was booked, where it was billed as another class of caching") @Nullable
        String fromMeter,

        @Schema(description = "The same of the service tier") @Nullable
        String fromServiceTier,

        @Schema(description = "Of what is unmapped, credited or rounded by the vendor") @Nullable
        String lineItem,

        @Schema(description = "Units that the piece is about; null: not of a quantity") @Nullable
        String quantity,

        @Schema(description = "Of the whole line; null: not said") @Nullable
        String billedQuantity,

        String bookedQuantity,
        @Schema(description = "Of the whole line") String billed,
        @Schema(description = "Of the whole line") String booked,

        @Schema(description = "Of the piece; positive: the vendor bills more")
        String amount,

        @Schema(description = "Of the same by comparisons before")
        String acceptedBefore,

        @Schema(description = "What there is to accept") String open,
        @Nullable UUID acceptance,

        @Schema(description = "Lines of bills, at most 20") List<VendorLineJson> vendorLines,

        @Schema(description = "How many there are") int vendorLineCount,

        @Schema(description = "Entries of the ledger; null: the ledger has none") @Nullable
        String usageEntries) {
    private static final int MOST_LINES = 20;

    /** A page of them. */
    @Schema(name = "VarianceRows")
    public record Page(
            List<PartRowJson> rows,

            @Schema(description = "Null: the last page") @Nullable
            Integer next) {}

    /** A line of a bill. */
    @Schema(name = "VendorLine")
    public record VendorLineJson(
            UUID key,
            String billId,
            int revision,
            String lineItem,
            @Nullable String project,
            @Nullable String quantity,
            @Nullable String amount,
            @Nullable String currency) {

        static VendorLineJson of(Stored line) {
            return new VendorLineJson(
                    line.key(),
                    line.bill(),
                    line.revision(),
                    line.row().lineItem(),
                    line.row().project(),
                    plain(line.row().quantity()),
                    plain(line.row().amount()),
                    line.row().currency());
        }
    }

    /** Keys of the lines that are told. */
    static List<UUID> shown(KeptRow kept) {
        return kept.row().vendorRows().stream().limit(MOST_LINES).toList();
    }

    static PartRowJson of(Reconciliation run, KeptRow kept, Map<UUID, Stored> lines) {
        PartRow row = kept.row();
        return new PartRowJson(
                kept.number(),
                row.part().wireName(),
                row.key().day(),
                said(row.key().project()),
                said(row.key().model()),
                said(row.key().meter()),
                said(row.key().serviceTier()),
                said(row.fromMeter()),
                said(row.fromTier()),
                said(row.lineItem()),
                plain(row.quantity()),
                plain(row.billedQuantity()),
                Objects.requireNonNull(plain(row.bookedQuantity())),
                Money.exact(row.billedPico()),
                Money.exact(row.bookedPico()),
                Money.exact(row.amountPico()),
                Money.exact(kept.acceptedBeforePico()),
                Money.exact(kept.openPico()),
                kept.acceptance(),
                shown(kept).stream()
                        .flatMap(key -> lines.containsKey(key)
                                ? java.util.stream.Stream.of(VendorLineJson.of(Objects.requireNonNull(lines.get(key))))
                                : java.util.stream.Stream.of())
                        .toList(),
                row.vendorRows().size(),
                row.ledgerModels().isEmpty() ? null : entries(run, row));
    }

    private static String entries(Reconciliation run, PartRow row) {
        var link = new StringBuilder("/v1/usage-entries?tenant=" + encoded(run.tenant()) + "&from="
                + row.key().day() + "&to=" + row.key().day().plusDays(1) + "&timezone=UTC");
        row.ledgerModels().forEach(model -> link.append("&filter.model=").append(encoded(model)));
        if (!row.key().serviceTier().isEmpty() && row.fromTier().isEmpty()) {
            link.append("&filter.service_tier=").append(encoded(row.key().serviceTier()));
        }
        if (!row.key().project().isEmpty()) {
            link.append("&filter.project=").append(encoded(row.key().project()));
        }
        return link.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static @Nullable String said(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        if (number == null) {
            return null;
        }
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
