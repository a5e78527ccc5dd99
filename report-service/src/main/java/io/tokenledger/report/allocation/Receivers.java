package io.tokenledger.report.allocation;

import io.tokenledger.report.allocation.Transfer.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who bears what a rule passes on, and with what weight.
 *
 * @param centers of the period
 */
record Receivers(Centers centers, Weights weights) {
    /** Positive weights by code: without the bearer itself, and never {@code unattributed}. */
    SortedMap<String, BigInteger> weights(AllocationRule rule, String bearer) {
        SortedMap<String, BigInteger> found = new TreeMap<>();
        for (String code : codes(rule)) {
            BigInteger weight = weight(rule, code);
            if (weight.signum() > 0 && !code.equals(bearer)) {
                found.put(code, weight);
            }
        }
        return found;
    }

    private SortedSet<String> codes(AllocationRule rule) {
        SortedSet<String> codes = new TreeSet<>(
                switch (rule.method()) {
                    case FIXED_SHARES -> rule.shares().keySet();
                    case EVEN, DIRECT_COST, TOKENS -> rule.to().isEmpty() ? centers.codes() : named(rule, rule.to());
                });
        codes.removeAll(named(rule, rule.except()));
        if (rule.method() == Method.EVEN && !(rule.exact() && !rule.to().isEmpty())) {
            codes.retainAll(centers.leaves());
        }
        boolean needsNoUsage = rule.method() == Method.EVEN || rule.method() == Method.FIXED_SHARES;
        codes.retainAll(needsNoUsage ? centers.codesOnLastDay() : centers.codes());
        return codes;
    }

    private SortedSet<String> named(AllocationRule rule, Collection<String> codes) {
        return rule.exact() ? new TreeSet<>(codes) : centers.withAllBelow(codes);
    }

    private BigInteger weight(AllocationRule rule, String code) {
        return switch (rule.method()) {
            case DIRECT_COST -> of(weights.direct(), code);
            case TOKENS -> of(weights.tokens(), code);
            case EVEN -> BigInteger.ONE;
            case FIXED_SHARES ->
                rule.shares()
                        .getOrDefault(code, BigDecimal.ZERO)
                        .movePointRight(Shares.PLACES)
                        .toBigIntegerExact();
        };
    }

    private static BigInteger of(Map<String, BigInteger> weights, String code) {
        return weights.getOrDefault(code, BigInteger.ZERO);
    }
}
