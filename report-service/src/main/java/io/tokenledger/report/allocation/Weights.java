package io.tokenledger.report.allocation;

import io.tokenledger.contract.Meter;
import io.tokenledger.report.directcost.DirectLine;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * By what cost centres are weighed; what would be negative is zero.
 *
 * @param direct by code: 1e-12 of the currency of the books, of all direct lines
 * @param tokens by code: input and output tokens of all direct lines, unpriced ones too
 */
record Weights(Map<String, BigInteger> direct, Map<String, BigInteger> tokens) {

    static Weights of(List<DirectLine> lines) {
        Map<String, BigInteger> direct = new HashMap<>();
        Map<String, BigInteger> tokens = new HashMap<>();
        for (DirectLine line : lines) {
            String code = line.key().attribution().costCenter();
            if (line.bookPico() != null) {
                direct.merge(code, line.bookPico(), BigInteger::add);
            }
            if (isOfTokens(line.key().meter())) {
                tokens.merge(code, BigInteger.valueOf(line.quantity()), BigInteger::add);
            }
        }
        direct.replaceAll((_, weight) -> weight.max(BigInteger.ZERO));
        tokens.replaceAll((_, weight) -> weight.max(BigInteger.ZERO));
        return new Weights(direct, tokens);
    }

    private static boolean isOfTokens(String meter) {
        return Meter.of(meter).side() != Meter.Side.UNITS;
    }
}
