package io.tokenledger.pricing.contract.settlement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A discount that depends on how much is used in a calendar month. */
public record VolumeTiers(Measure measure, Mode mode, List<Step> steps) implements Terms {
    public static final String KIND = "volume_tiers";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** What is counted over the month. */
    public enum Measure {
        /** Input and output tokens, priced or not. */
        TOKENS,
        /** The rated cost in the term's currency, in pico. */
        SPEND
    }

    /** What a tier's discount is for. */
    public enum Mode {
        /** Each slice of the month has its own discount. */
        GRADUATED,
        /** The tier reached counts for the whole month. */
        ALL_UNITS
    }

    /**
     * A tier.
     *
     * @param from reached by this much of the measure and more: tokens, or 1e-12 of the currency
     */
    public record Step(BigInteger from, BigDecimal discountPercent) {}

    public VolumeTiers {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.getFirst().from().signum() != 0) {
            throw new IllegalArgumentException("the first of the steps is from 0: " + steps);
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).from().compareTo(steps.get(i - 1).from()) <= 0) {
                throw new IllegalArgumentException("steps do not ascend: " + steps.get(i - 1) + ", " + steps.get(i));
            }
        }
    }

    /** The tier that a month has reached. */
    public Step reached(BigInteger measured) {
        return steps.reversed().stream()
                .filter(step -> step.from().compareTo(measured) <= 0)
                .findFirst()
                .orElse(steps.getFirst());
    }

    /** The tier that comes after it; null: it is the last. */
    public @Nullable Step next(BigInteger measured) {
        return steps.stream()
                .filter(step -> step.from().compareTo(measured) > 0)
                .findFirst()
                .orElse(null);
    }

    /**
     * The month's discount, in 1e-12 of the currency, rounded half-even once. A function of the month's totals only, so
     * no order of events matters: a slice of tokens is worth its share of the month's cost.
     */
    public BigInteger discountPico(BigInteger measured, BigInteger costPico) {
        if (costPico.signum() <= 0) {
            return BigInteger.ZERO;
        }
        if (mode == Mode.ALL_UNITS || measured.signum() <= 0) {
            return portion(costPico, reached(measured).discountPercent(), HUNDRED);
        }
        BigDecimal weighted = BigDecimal.ZERO;
        for (int i = 0; i < steps.size(); i++) {
            BigInteger until = i + 1 < steps.size() ? steps.get(i + 1).from().min(measured) : measured;
            BigInteger slice = until.subtract(steps.get(i).from()).max(BigInteger.ZERO);
            weighted = weighted.add(new BigDecimal(slice).multiply(steps.get(i).discountPercent()));
        }
        return portion(costPico, weighted, HUNDRED.multiply(new BigDecimal(measured)));
    }

    private static BigInteger portion(BigInteger costPico, BigDecimal share, BigDecimal ofWhole) {
        return new BigDecimal(costPico)
                .multiply(share)
                .divide(ofWhole, 0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact();
    }
}
