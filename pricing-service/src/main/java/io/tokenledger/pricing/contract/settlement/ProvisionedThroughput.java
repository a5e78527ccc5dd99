package io.tokenledger.pricing.contract.settlement;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Capacity that is rented by the hour, used or not.
 *
 * @param amountPerUnitHourPico what one unit costs for one hour, in 1e-12 of the term's currency
 * @param tokensPerUnitHour what one unit can serve in an hour; null: not known, and then no hour with usage is idle
 */
public record ProvisionedThroughput(
        BigInteger amountPerUnitHourPico,
        long units,
        @Nullable Long tokensPerUnitHour) implements Terms {
    public static final String KIND = "provisioned_throughput";

    public ProvisionedThroughput {
        if (amountPerUnitHourPico.signum() <= 0
                || units <= 0
                || (tokensPerUnitHour != null && tokensPerUnitHour <= 0)) {
            throw new IllegalArgumentException("not above zero: " + amountPerUnitHourPico + " pico per unit and hour, "
                    + units + " units, " + tokensPerUnitHour + " tokens per unit and hour");
        }
    }

    /** What every hour of the term costs. */
    public BigInteger hourPico() {
        return amountPerUnitHourPico.multiply(BigInteger.valueOf(units));
    }

    /** Tokens that all units can serve in an hour; null: not known. */
    public @Nullable BigInteger hourTokens() {
        return tokensPerUnitHour == null
                ? null
                : BigInteger.valueOf(tokensPerUnitHour).multiply(BigInteger.valueOf(units));
    }
}
