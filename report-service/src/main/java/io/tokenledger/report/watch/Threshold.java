package io.tokenledger.report.watch;

import io.tokenledger.report.alert.Severity;
import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * A part of a budget's limit that is told when it is crossed. Pure, exact.
 *
 * @param part above zero, without trailing zeros
 */
record Threshold(BigDecimal part) implements Comparable<Threshold> {
    Threshold {
        part = part.stripTrailingZeros();
    }

    /** Those of a budget, each once, lowest first. */
    static List<Threshold> of(Budget budget) {
        return budget.alarms().thresholds().stream()
                .map(text -> new Threshold(new BigDecimal(text)))
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether so much of that limit is at the threshold or above. Of a limit of zero any use is. */
    boolean isReached(BigInteger used, BigInteger limit) {
        return limit.signum() == 0
                ? used.signum() > 0
                : new BigDecimal(used).compareTo(part.multiply(new BigDecimal(limit))) >= 0;
    }

    /** What is crossed, as an alert's key names it: {@code 0.8 of 1000 USD}. */
    String rule(BudgetState state) {
        return part.toPlainString() + " of " + exact(state, state.limit()) + " " + state.unit();
    }

    Severity severity() {
        return part.compareTo(BigDecimal.ONE) < 0 ? Severity.WARNING : Severity.CRITICAL;
    }

    /** A figure of a state in its unit, as an exact decimal. */
    static String exact(BudgetState state, BigInteger figure) {
        return state.currency() == null ? figure.toString() : Money.exact(figure);
    }

    @Override
    public int compareTo(Threshold other) {
        return part.compareTo(other.part);
    }
}
