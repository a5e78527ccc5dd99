package io.tokenledger.report.allocation;

import java.math.BigInteger;
import java.util.UUID;

/**
 * A shared cost that a rule could not split, because no receiver has a weight: it stays with its bearer.
 *
 * @param amountPico in 1e-12 of the currency of the books
 */
public record Leftover(UUID rule, String ruleName, int step, String origin, String bearer, BigInteger amountPico) {}
