package io.tokenledger.pricing.contract.settlement;

import io.tokenledger.pricing.ledger.UsageDimension;
import java.math.BigInteger;

/**
 * Usage of one dimension in one currency, summed over a stretch of time, without any charge.
 *
 * @param tokens input and output
 * @param costPico as it was rated; 0 in the currency {@code XXX} of unpriced usage
 */
public record UsageSum(UsageDimension dimension, String currency, BigInteger tokens, BigInteger costPico) {}
