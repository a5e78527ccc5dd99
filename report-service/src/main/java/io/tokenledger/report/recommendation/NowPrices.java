package io.tokenledger.report.recommendation;

import io.tokenledger.contract.Meter;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What usage costs at the prices of now, quickly and for the same tokens: to choose what is worth an exact answer. Pure. */
record NowPrices(MixPricer pricer, Instant now) {
    /**
     * What the same tokens would cost less, of what has a price in both places; null: the amounts are in several
     * currencies, or nothing has a price in both.
     */
    @Nullable
    BigInteger saving(List<UsedLine> lines, UnaryOperator<Mix> moved) {
        BigInteger saving = BigInteger.ZERO;
        String currency = null;
        boolean any = false;
        for (UsedLine line : lines) {
            Mix mix = Mix.of(line);
            var here = pricer.cost(mix, now);
            var there = pricer.cost(moved.apply(mix), now);
            if (here == null || there == null) {
                continue;
            }
            if (!here.currency().equals(there.currency()) || (currency != null && !currency.equals(here.currency()))) {
                return null;
            }
            currency = here.currency();
            any = true;
            saving = saving.add(here.pico()).subtract(there.pico());
        }
        return any ? saving : BigInteger.ZERO;
    }

    /** What lines cost now; null: not all of it is known, or in one currency. */
    MixPricer.@Nullable Amount costNow(List<UsedLine> lines) {
        BigInteger sum = BigInteger.ZERO;
        String currency = null;
        for (UsedLine line : lines) {
            var cost = pricer.cost(Mix.of(line), now);
            if (cost == null || (currency != null && !currency.equals(cost.currency()))) {
                return null;
            }
            currency = cost.currency();
            sum = sum.add(cost.pico());
        }
        return currency == null ? null : new MixPricer.Amount(sum, currency);
    }

    /** Whether writing to a prompt cache costs more than plain input there, which what is saved by reading has to earn. */
    boolean cacheWritesCostMore(Source source) {
        return source.lines().stream().anyMatch(line -> {
            var terms = pricer.terms(Mix.of(line), now);
            return terms != null
                    && terms.charged().picoPerUnit(Meter.CACHE_WRITE).orElse(0)
                            > terms.charged().picoPerUnit(Meter.INPUT).orElse(0);
        });
    }
}
