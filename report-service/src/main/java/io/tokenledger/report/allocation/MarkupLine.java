package io.tokenledger.report.allocation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;

/**
 * What a cost centre is charged beyond its cost, or below it, and who gets it: two lines of opposite amounts, so that all
 * statements together are still what was spent.
 *
 * @param costCenter code of who is charged
 * @param counterpart code of who is credited
 * @param percent of the base; negative: a discount
 * @param basePico in 1e-12 of the currency of the books
 * @param amountPico the same; what the cost centre is charged and the counterpart credited
 */
public record MarkupLine(
        UUID rule,
        String ruleName,
        String costCenter,
        String counterpart,
        BigDecimal percent,
        BigInteger basePico,
        BigInteger amountPico) {}
