package io.tokenledger.report.allocation;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cost or a credit that no event stands for: a platform fee, a vendor's credit, an accepted difference to a bill. Never
 * edited; taken back by another item of the opposite amount that links to it.
 *
 * @param name by which allocation rules pick it
 * @param costCenter code of who bears it before allocation; may be {@code unattributed}
 * @param day in the zone of the books; decides the period and the exchange rate
 * @param amountPico 1e-12 of the currency; negative: a credit
 * @param link what it is for, {@code reconciliation/<id>} or the user's own reference
 * @param reverses the item that it takes back
 */
public record ManualItem(
        String tenant,
        UUID id,
        Kind kind,
        String name,
        String costCenter,
        LocalDate day,
        String currency,
        BigInteger amountPico,
        @Nullable String provider,
        @Nullable String link,
        @Nullable UUID reverses,
        String author,
        String reason,
        Instant bookedAt) {

    /** What it stands for. */
    public enum Kind {
        FEE,
        CREDIT,
        /** An accepted difference to a vendor's bill. */
        RECONCILIATION
    }
}
