package io.tokenledger.report.outlook;

import io.tokenledger.report.outlook.LineForecast.OfStep;
import io.tokenledger.report.outlook.Outlook.Effects;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what volumes and what prices do to a cost apart, line by line and step by step, in whole pico. Pure. */
final class EffectSums {
    private BigInteger reference = BigInteger.ZERO;
    private BigInteger asNow = BigInteger.ZERO;
    private BigInteger price = BigInteger.ZERO;
    private BigInteger newlyPriced = BigInteger.ZERO;
    private BigInteger noLongerPriced = BigInteger.ZERO;
    private boolean known;

    private EffectSums() {}

    /** Of lines together; null where nothing of them has a price at any time. */
    static @Nullable Effects of(Collection<LineForecast> lines) {
        var sums = new EffectSums();
        lines.forEach(line -> line.steps().forEach(sums::add));
        return sums.known
                ? new Effects(
                        sums.reference,
                        sums.asNow.subtract(sums.reference),
                        sums.asNow,
                        sums.price,
                        sums.newlyPriced,
                        sums.noLongerPriced)
                : null;
    }

    /** What the changes of prices make of a line. */
    static BigInteger priceEffect(LineForecast line) {
        Effects effects = of(List.of(line));
        return effects == null ? BigInteger.ZERO : effects.pricePico();
    }

    private void add(OfStep step) {
        BigInteger cost = step.amounts().costPico();
        BigInteger now = step.asNowPico();
        if (cost != null && now != null) {
            price = price.add(cost.subtract(now));
        } else if (cost != null) {
            newlyPriced = newlyPriced.add(cost);
        } else if (now != null) {
            noLongerPriced = noLongerPriced.add(now);
        }
        asNow = asNow.add(now == null ? BigInteger.ZERO : now);
        reference = reference.add(step.referencePico() == null ? BigInteger.ZERO : step.referencePico());
        known |= cost != null || now != null;
    }
}
