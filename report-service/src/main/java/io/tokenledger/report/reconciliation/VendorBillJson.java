package io.tokenledger.report.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A bill of a vendor, in the revision that counts. */
@Schema(name = "VendorBill")
public record VendorBillJson(
        String provider,
        String billId,
        int revision,
        @Schema(examples = "openai_costs") String format,
        Instant importedAt,
        int lines,

        @Schema(description = "UTC; null: no lines") @Nullable
        LocalDate firstDay,

        @Nullable LocalDate lastDay,
        List<AmountJson> amounts) {

    /** All of them. */
    @Schema(name = "VendorBills")
    public record All(List<VendorBillJson> bills) {}

    /** The sum of a bill in a currency. */
    @Schema(name = "VendorBillAmount")
    public record AmountJson(String currency, String amount) {}
}
