package io.tokenledger.report.closing;

import io.tokenledger.report.money.Money;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether what cost centres are charged is what the books hold: the database's sums of the ledger and of the manual items,
 * against the entries and items that the charges were worked out from; per currency, so that nothing is converted. Pure.
 */
final class Agreement {
    private Agreement() {}

    /** A sentence per difference, each with a blank before it; empty where all agree. The costs are known. */
    static String of(PeriodFigures figures) {
        CostFigures costs = figures.knownCosts();
        String differences = difference("usage", figures.usage().costPico(), costs.directByCurrency())
                + difference("manual items", figures.items(), costs.itemsByCurrency());
        return costs.charged().equals(costs.total())
                ? differences
                : differences + " All cost centres are charged " + Money.exact(costs.charged()) + " of "
                        + Money.exact(costs.total()) + ".";
    }

    private static String difference(
            String what, SortedMap<String, BigInteger> books, SortedMap<String, BigInteger> costs) {
        SortedSet<String> currencies = new TreeSet<>(books.keySet());
        currencies.addAll(costs.keySet());
        StringBuilder text = new StringBuilder();
        for (String currency : currencies) {
            BigInteger inBooks = books.getOrDefault(currency, BigInteger.ZERO);
            BigInteger inCosts = costs.getOrDefault(currency, BigInteger.ZERO);
            if (!inBooks.equals(inCosts)) {
                text.append(" The books hold ")
                        .append(Money.exact(inBooks))
                        .append(' ')
                        .append(currency)
                        .append(" of ")
                        .append(what)
                        .append(", the statements ")
                        .append(Money.exact(inCosts))
                        .append('.');
            }
        }
        return text.toString();
    }
}
