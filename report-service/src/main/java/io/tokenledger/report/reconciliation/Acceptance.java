package io.tokenledger.report.reconciliation;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * That somebody took pieces of a variance for right.
 *
 * @param amountPico in 1e-12 of the currency of the comparison
 * @param item the manual item that it was booked as
 * @param day of the item, in the zone of the books
 * @param takenBack whether another item has taken that one back
 */
record Acceptance(
        UUID id,
        BigInteger amountPico,
        UUID item,
        LocalDate day,
        String author,
        String reason,
        Instant acceptedAt,
        boolean takenBack) {}
