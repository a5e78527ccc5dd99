package io.tokenledger.report.reconciliation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the variance. All pieces add up to it.
 *
 * @param fromMeter as what it was booked, where it was billed as another class of caching; else empty
 * @param fromTier the same of the service tier
 * @param lineItem of what could not be mapped; else empty
 * @param quantity that the piece is about; null: not of a quantity
 * @param billedQuantity of the whole line; null: not said
 * @param bookedQuantity of the whole line
 * @param billedPico of the whole line, in 1e-12 of the currency, as those that follow
 * @param bookedPico of the whole line
 * @param amountPico of the piece: positive where the vendor bills more
 * @param vendorRows keys of the lines of the bills
 * @param ledgerModels names by which the ledger knows the model
 */
record PartRow(
        Part part,
        ComparedKey key,
        String fromMeter,
        String fromTier,
        String lineItem,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal billedQuantity,
        BigDecimal bookedQuantity,
        BigInteger billedPico,
        BigInteger bookedPico,
        BigInteger amountPico,
        List<UUID> vendorRows,
        List<String> ledgerModels) {

    /** What it is about, so that the same piece is known again in a later comparison. */
    record About(Part part, ComparedKey key, String fromMeter, String fromTier, String lineItem) {}

    /** What there is no more. */
    static PartRow gone(About about) {
        return new PartRow(
                about.part,
                about.key,
                about.fromMeter,
                about.fromTier,
                about.lineItem,
                null,
                null,
                BigDecimal.ZERO,
                BigInteger.ZERO,
                BigInteger.ZERO,
                BigInteger.ZERO,
                List.of(),
                List.of());
    }

    About about() {
        return new About(part, key, fromMeter, fromTier, lineItem);
    }

    /** Two of one thing that is no line, such as two charges of a contract. */
    PartRow with(PartRow other) {
        return new PartRow(
                part,
                key,
                fromMeter,
                fromTier,
                lineItem,
                quantity,
                billedQuantity,
                bookedQuantity,
                billedPico.add(other.billedPico),
                bookedPico.add(other.bookedPico),
                amountPico.add(other.amountPico),
                Stream.concat(vendorRows.stream(), other.vendorRows.stream())
                        .distinct()
                        .toList(),
                Stream.concat(ledgerModels.stream(), other.ledgerModels.stream())
                        .distinct()
                        .sorted()
                        .toList());
    }
}
