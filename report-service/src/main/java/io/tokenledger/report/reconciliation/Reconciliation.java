package io.tokenledger.report.reconciliation;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A comparison as it was made. Never edited: to compare again makes another.
 *
 * @param from the first day, UTC
 * @param to the day after the last one
 * @param question JSON as it was asked
 * @param facts JSON: what it rests on
 * @param billedPico in 1e-12 of the currency
 * @param bookedPico the same
 */
record Reconciliation(
        String tenant,
        UUID id,
        String provider,
        LocalDate from,
        LocalDate to,
        String currency,
        String question,
        String facts,
        BigInteger billedPico,
        BigInteger bookedPico,
        Instant comparedAt) {

    BigInteger variancePico() {
        return billedPico.subtract(bookedPico);
    }
}
