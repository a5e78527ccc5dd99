package io.tokenledger.report.mover;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group whose cost changed.
 *
 * @param group a value per dimension of the question; null: not attributed
 * @param beforePico what it cost, in 1e-12 of the currency of the books
 * @param nowPico what it costs
 */
record Mover(List<@Nullable String> group, BigInteger beforePico, BigInteger nowPico, Effects effects) {}
