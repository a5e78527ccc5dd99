package io.tokenledger.report.reconciliation;

import java.math.BigInteger;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a variance as it is kept.
 *
 * @param number in its comparison, from 1
 * @param acceptedBeforePico what was accepted of the same by comparisons before this one
 * @param acceptance by which it was accepted; null: it is open
 */
record KeptRow(
        int number,
        PartRow row,
        BigInteger acceptedBeforePico,
        @Nullable UUID acceptance) {

    /** What there is to accept: the piece, less what was accepted of it before; nothing where it was accepted here. */
    BigInteger openPico() {
        return acceptance != null ? BigInteger.ZERO : row.amountPico().subtract(acceptedBeforePico);
    }
}
