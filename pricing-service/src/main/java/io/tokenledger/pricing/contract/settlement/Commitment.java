package io.tokenledger.pricing.contract.settlement;

import java.math.BigInteger;

/**
 * Spend that a tenant has committed to over the term. Its rated cost draws it down; what is left at the end is charged.
 *
 * @param amountPico 1e-12 of the term's currency
 */
public record Commitment(BigInteger amountPico) implements Terms {
    public static final String KIND = "commitment";

    public Commitment {
        if (amountPico.signum() <= 0) {
            throw new IllegalArgumentException("a commitment of " + amountPico + " pico is none");
        }
    }
}
