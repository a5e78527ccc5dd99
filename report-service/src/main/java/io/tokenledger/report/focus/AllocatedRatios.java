package io.tokenledger.report.focus;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Shares of a whole as decimals that add up to 1 exactly. */
final class AllocatedRatios {
    private static final BigInteger ONE = BigInteger.TEN.pow(FocusType.PLACES);

    private AllocatedRatios() {}

    /**
     * The share of each weight, rounded down to {@link FocusType#PLACES} places; what is missing to 1 goes, one in the last
     * place each, to those from whom most was taken, of equals to the first.
     *
     * @param weights none negative, not all zero
     */
    static List<BigDecimal> of(List<BigInteger> weights) {
        BigInteger total = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (total.signum() <= 0) {
            throw new IllegalArgumentException("weights that add up to " + total + " share nothing");
        }
        List<BigInteger> shares = new ArrayList<>();
        List<BigInteger> remainders = new ArrayList<>();
        BigInteger missing = ONE;
        for (BigInteger weight : weights) {
            BigInteger[] parts = weight.multiply(ONE).divideAndRemainder(total);
            shares.add(parts[0]);
            remainders.add(parts[1]);
            missing = missing.subtract(parts[0]);
        }
        IntStream.range(0, shares.size())
                .boxed()
                .sorted(Comparator.comparing(remainders::get, Comparator.reverseOrder()))
                .limit(missing.intValueExact())
                .forEach(place -> shares.set(place, shares.get(place).add(BigInteger.ONE)));
        return shares.stream()
                .map(share -> new BigDecimal(share, FocusType.PLACES))
                .toList();
    }
}
