package io.tokenledger.report.statement;

import io.tokenledger.report.allocation.ItemLine;
import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.directcost.DirectLine;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** All statements of a period. Pure. */
final class Statements {
    private Statements() {}

    /**
     * One for every cost centre that has a line, by code.
     *
     * @throws IllegalStateException they do not add up to direct costs and items: an error of this service, and then nobody
     *     gets a statement
     */
    static List<Statement> of(
            PeriodCosts costs, Function<String, Bearer> bearers, Function<String, StatementCurrency> currencies) {
        List<Statement> statements = new ArrayList<>();
        StatementAssembly.of(costs).forEach((code, lines) -> {
            Bearer bearer = bearers.apply(code);
            statements.add(lines.statement(bearer, currencies.apply(bearer.currency())));
        });
        check(costs, statements);
        return statements;
    }

    private static void check(PeriodCosts costs, List<Statement> statements) {
        BigInteger told = statements.stream().map(Statement::bookPico).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger booked = BigInteger.ZERO;
        for (DirectLine line : costs.direct().lines()) {
            BigInteger pico = line.bookPico();
            booked = pico == null ? booked : booked.add(pico);
        }
        for (ItemLine item : costs.items()) {
            booked = booked.add(item.bookPico());
        }
        if (!told.equals(booked)) {
            throw new IllegalStateException("statements of tenant "
                    + costs.settings().tenant() + " and period "
                    + costs.period().id() + " add up to " + told
                    + " pico, direct costs and manual items to " + booked);
        }
    }

    /** What the direct costs are in each currency of the ledger, in 1e-12; currencies that add up to nothing are left out. */
    static Map<String, BigInteger> byLedgerCurrency(PeriodCosts costs) {
        Map<String, BigInteger> sums = new TreeMap<>();
        for (DirectLine line : costs.direct().lines()) {
            BigInteger pico = line.costPico();
            if (pico != null) {
                sums.merge(line.key().currency(), pico, BigInteger::add);
            }
        }
        sums.values().removeIf(sum -> sum.signum() == 0);
        return sums;
    }
}
