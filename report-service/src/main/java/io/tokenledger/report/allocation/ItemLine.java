package io.tokenledger.report.allocation;

import java.math.BigInteger;

/**
 * A manual item in a period.
 *
 * @param bookPico in 1e-12 of the currency of the books, at the rate of its day
 */
public record ItemLine(ManualItem item, BigInteger bookPico) {}
