package io.tokenledger.report.whatif;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;

/**
 * Where a swap takes one kind of usage.
 *
 * @param tenant whose contract counts there; empty: list prices
 * @param region as the price book writes it: empty where it is not known
 * @param isSamePlace whether provider and model stay as they were: what ran there once fits
 * @param facts of the model there
 * @param estimates of every assumption
 */
record Destination(
        int swap,
        String tenant,
        String provider,
        String model,
        String serviceTier,
        String region,
        boolean isSamePlace,
        TargetFacts facts,
        Map<Assumption, Estimate> estimates,
        Swap asked) {

    /** The factors where every assumption lies where the choice says. */
    Factors factors(Choice choice) {
        return new Factors(
                value(Assumption.INPUT_TOKEN_RATIO, choice),
                value(Assumption.OUTPUT_TOKEN_RATIO, choice),
                value(Assumption.REASONING_TOKEN_RATIO, choice),
                value(Assumption.CACHE_KEPT, choice),
                asked.inputKept(),
                asked.cachedInput());
    }

    private BigDecimal value(Assumption assumption, Choice choice) {
        Estimate estimate = Objects.requireNonNull(estimates.get(assumption), assumption.wireName());
        return estimate.at(choice.of(new Knob(swap, assumption, estimate)));
    }

    /** One estimate of one swap: what can be turned to see what the answer hangs on. */
    record Knob(int swap, Assumption assumption, Estimate estimate) {}

    /** Where in its range every estimate is taken to lie. */
    @FunctionalInterface
    interface Choice {
        Estimate.End of(Knob knob);

        /** All of them where they are expected. */
        Choice EXPECTED = _ -> Estimate.End.EXPECTED;
    }
}
