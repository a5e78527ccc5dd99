package io.tokenledger.report.allocation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Splits a whole number by weights so that the parts add up to it exactly. Pure. */
final class LargestRemainder {
    private LargestRemainder() {}

    /**
     * A part for every receiver: amount × weight / total weight, rounded towards zero; what that leaves over goes out in ones,
     * to the largest remainders first, and of equal ones to the first code. A negative amount is split by its absolute value.
     *
     * @param weights positive
     */
    static SortedMap<String, BigInteger> split(BigInteger amount, SortedMap<String, BigInteger> weights) {
        BigInteger whole = amount.abs();
        BigInteger total = weights.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        SortedMap<String, BigInteger> parts = new TreeMap<>();
        Map<String, BigInteger> remainders = new HashMap<>();
        BigInteger left = whole;
        for (Map.Entry<String, BigInteger> weight : weights.entrySet()) {
            BigInteger[] share = whole.multiply(weight.getValue()).divideAndRemainder(total);
            parts.put(weight.getKey(), share[0]);
            remainders.put(weight.getKey(), share[1]);
            left = left.subtract(share[0]);
        }
        List<String> bySize = new ArrayList<>(parts.keySet());
        bySize.sort(Comparator.comparing((String code) -> remainders.get(code), Comparator.reverseOrder())
                .thenComparing(Comparator.naturalOrder()));
        bySize.subList(0, left.intValueExact()).forEach(code -> parts.merge(code, BigInteger.ONE, BigInteger::add));
        if (amount.signum() < 0) {
            parts.replaceAll((_, part) -> part.negate());
        }
        return parts;
    }
}
