package io.tokenledger.report.reconciliation;

import io.tokenledger.report.reconciliation.BillImport.Keyed;
import java.util.List;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What came of a file of a vendor. */
@Schema(name = "VendorBillImport")
public record BillImportJson(
        @Schema(description = "Whether nothing was written") boolean dryRun,
        int added,
        int unchanged,
        int refused,

        @Schema(description = "Lines of something else than models")
        long skipped,

        @Schema(description = "The same by why") SortedMap<String, Long> skippedBecause,

        @Schema(description = "Line items of which nobody has said what they are")
        List<UnmappedJson> unmapped,

        List<LineJson> lines) {
    static final String ADDED = "added";
    static final String UNCHANGED = "unchanged";
    static final String REFUSED = "refused";

    /** What came of a line. */
    @Schema(name = "VendorBillImportLine")
    public record LineJson(
            @Schema(description = "Of CSV the line, the header is 1; of JSON the how manieth result it is")
            long line,

            @Schema(enumeration = {ADDED, UNCHANGED, REFUSED})
            String outcome,

            @Nullable String billId,
            @Nullable String lineItem,

            @Schema(description = "Of a refused one: the stable code") @Nullable
            String code,

            @Schema(description = "Of a refused one: the value and the rule") @Nullable
            String detail) {

        static LineJson added(Keyed line) {
            return new LineJson(line.number(), ADDED, line.billId(), line.row().lineItem(), null, null);
        }

        static LineJson unchanged(Keyed line) {
            return new LineJson(
                    line.number(), UNCHANGED, line.billId(), line.row().lineItem(), null, null);
        }

        static LineJson refused(long number, String code, String detail) {
            return new LineJson(number, REFUSED, null, null, code, detail);
        }

        boolean isAdded() {
            return outcome.equals(ADDED);
        }
    }

    /** A line item that no mapping fits, with all that this file says of it. */
    @Schema(name = "UnmappedLineItem")
    public record UnmappedJson(String lineItem, @Nullable String currency, String amount, int lines) {}
}
