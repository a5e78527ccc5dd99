package io.tokenledger.pricing.contract.settlement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Splits an amount so that the parts add up to it exactly: the method of the largest remainder. */
public final class Apportionment {
    private Apportionment() {}

    /**
     * Splits an amount in proportion to weights. Every part is less than one unit away from its exact share; of equal
     * remainders the earlier one gets the unit, so the caller's order has to be a stable one.
     *
     * @param weights at least one; their sum is positive. A negative one (a correction) takes a negative part
     */
    public static List<BigInteger> split(BigInteger whole, List<BigInteger> weights) {
        BigInteger total = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (total.signum() <= 0) {
            throw new IllegalArgumentException("weights add up to " + total + ": there is nothing to split by");
        }
        var parts = new ArrayList<BigInteger>(weights.size());
        var remainders = new ArrayList<BigInteger>(weights.size());
        BigInteger left = whole;
        for (BigInteger weight : weights) {
            BigInteger product = whole.multiply(weight);
            BigInteger remainder = product.mod(total); // never negative, so the quotient is the floor
            BigInteger part = product.subtract(remainder).divide(total);
            parts.add(part);
            remainders.add(remainder);
            left = left.subtract(part);
        }
        IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
                .limit(left.intValueExact())
                .forEach(i -> parts.set(i, parts.get(i).add(BigInteger.ONE)));
        return parts;
    }
}
