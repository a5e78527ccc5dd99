package io.tokenledger.e2e.finance;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one month has in its books, added up event by event. Dollars are added up as they are; a cost in another currency is
 * converted per line and day (UTC), a line being everything that tells one line of direct costs from another.
 */
final class MonthOfBooks {
    private final int month;
    private final Map<String, Long> dollarsByPayer = new HashMap<>();
    private final Map<Cell, Long> foreign = new HashMap<>();
    private final Map<String, Long> tokensByPayer = new HashMap<>();
    private final Map<String, Long> byCurrency = new HashMap<>();
    private long requests;
    private long unpriced;
    private long late;

    MonthOfBooks(int month) {
        this.month = month;
    }

    /** Of one line the amount of one day in one currency. */
    private record Cell(String payer, String line, String currency, LocalDate day) {}

    /**
     * Books an event.
     *
     * @param occurred the month in which it happened
     */
    void book(UsageEvent event, int occurred) {
        Instant accounted = occurred == month ? event.at() : Year.start(month);
        String payer = Centres.payer(event, accounted);
        requests++;
        late += occurred == month ? 0 : 1;
        tokensByPayer.merge(payer, event.input() + event.output(), Math::addExact);
        if (!event.model().isPriced()) {
            unpriced++;
            return;
        }
        Model.Price price = event.model().priceAt(event.at());
        add(event, occurred, accounted, payer, "input", (event.input() - event.cached()) * price.input());
        add(event, occurred, accounted, payer, "cached_input", event.cached() * price.cachedInput());
        add(event, occurred, accounted, payer, "output", (event.output() - event.reasoning()) * price.output());
        add(event, occurred, accounted, payer, "reasoning", event.reasoning() * price.output());
    }

    private void add(UsageEvent event, int occurred, Instant accounted, String payer, String meter, long pico) {
        String currency = event.model().currency;
        byCurrency.merge(currency, pico, Math::addExact);
        if (currency.equals("USD")) {
            dollarsByPayer.merge(payer, pico, Math::addExact);
            return;
        }
        String line = String.join(
                "|",
                String.valueOf(event.team()),
                String.valueOf(event.project()),
                event.app(),
                event.environment(),
                event.model().id,
                meter,
                occurred == month ? "usage" : "adjusts " + Year.month(occurred));
        foreign.merge(
                new Cell(payer, line, currency, LocalDate.ofInstant(accounted, ZoneOffset.UTC)), pico, Math::addExact);
    }

    /** The direct cost of every cost centre in pico-dollars. */
    Map<String, BigInteger> directCosts() {
        var costs = new TreeMap<String, BigInteger>();
        dollarsByPayer.forEach((payer, pico) -> costs.merge(payer, BigInteger.valueOf(pico), BigInteger::add));
        foreign.forEach((cell, pico) -> costs.merge(
                cell.payer(),
                Rates.convert(BigInteger.valueOf(pico), cell.currency(), "USD", cell.day()),
                BigInteger::add));
        return costs;
    }

    /** Input and output tokens by cost centre. */
    Map<String, Long> tokens() {
        return tokensByPayer;
    }

    /** What was spent in each currency of the ledger, in pico. */
    Map<String, Long> spent() {
        return byCurrency;
    }

    long requests() {
        return requests;
    }

    long unpriced() {
        return unpriced;
    }

    /** Of the requests, those that came after their month was closed. */
    long late() {
        return late;
    }
}
