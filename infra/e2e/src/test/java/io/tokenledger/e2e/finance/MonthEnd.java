package io.tokenledger.e2e.finance;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What every cost centre is charged for a month: its direct costs and manual items, four steps of allocation, a markup and a
 * discount; worked out with fractions, step by step, as the documentation says it.
 */
final class MonthEnd {
    /** In pico-dollars. */
    static final BigInteger PLATFORM_FEE = pico("12000");

    /** In pico-euros, in March only. */
    static final BigInteger CREDIT = pico("-500.55");

    static final int MONTH_OF_CREDIT = 2;
    static final String PLATFORM = Centres.leaf(2);
    static final String RESEARCH = Centres.leaf(3);
    static final String MARGIN = Centres.leaf(4);
    static final String MARKED_UP = "ENG";
    static final String DISCOUNTED = Centres.leaf(22);
    static final Map<String, String> SHARES =
            new TreeMap<>(Map.of(Centres.leaf(13), "0.5", Centres.leaf(14), "0.3", Centres.leaf(15), "0.2"));

    private final int month;
    private final Map<String, BigInteger> direct;
    private final Map<String, Long> tokens;
    private final Map<String, BigInteger> balance = new TreeMap<>();
    private final Map<String, BigInteger> markup = new TreeMap<>();

    MonthEnd(MonthOfBooks books, int month) {
        this.month = month;
        this.direct = books.directCosts();
        this.tokens = books.tokens();
        direct.forEach(this::add);
        items();
        allocate();
        markUp();
    }

    /** The days of the items: the tenth, and the twentieth for the credit. */
    static LocalDate day(int month, int dayOfMonth) {
        return Year.month(month).atDay(dayOfMonth);
    }

    private void items() {
        add(MARGIN, PLATFORM_FEE);
        if (month == MONTH_OF_CREDIT) {
            add(Centres.UNATTRIBUTED, Rates.convert(CREDIT, "EUR", "USD", day(month, 20)));
        }
    }

    private void allocate() {
        Set<String> everybody = Centres.parents(Centres.isReorganised(month)).keySet();
        share(Centres.UNATTRIBUTED, of(Centres.UNATTRIBUTED), everybody, this::directCost);
        List<String> operations = new ArrayList<>(Centres.subtree("OPS", month));
        operations.retainAll(Centres.leaves(month));
        share(MARGIN, PLATFORM_FEE, operations, _ -> BigInteger.ONE);
        share(PLATFORM, of(PLATFORM), everybody, this::tokens);
        share(
                RESEARCH,
                of(RESEARCH),
                SHARES.keySet(),
                code -> new BigDecimal(SHARES.get(code)).movePointRight(1).toBigIntegerExact());
    }

    private BigInteger directCost(String code) {
        return direct.getOrDefault(code, BigInteger.ZERO).max(BigInteger.ZERO);
    }

    private BigInteger tokens(String code) {
        return BigInteger.valueOf(tokens.getOrDefault(code, 0L));
    }

    /** The largest remainders get the picos that are left over; of equal ones the first by code. */
    private void share(
            String bearer, BigInteger pool, Collection<String> receivers, Function<String, BigInteger> weight) {
        var weights = new TreeMap<String, BigInteger>();
        receivers.stream().filter(code -> !code.equals(bearer)).forEach(code -> weights.put(code, weight.apply(code)));
        BigInteger total = weights.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (total.signum() == 0) {
            return;
        }
        var parts = new TreeMap<String, BigInteger>();
        var remainders = new TreeMap<String, BigInteger>();
        weights.forEach((code, own) -> {
            BigInteger[] divided = pool.abs().multiply(own).divideAndRemainder(total);
            parts.put(code, divided[0]);
            remainders.put(code, divided[1]);
        });
        BigInteger given = parts.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        int missing = pool.abs().subtract(given).intValueExact();
        remainders.entrySet().stream()
                .sorted(Map.Entry.<String, BigInteger>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(missing)
                .forEach(entry -> parts.merge(entry.getKey(), BigInteger.ONE, BigInteger::add));
        BigInteger sign = BigInteger.valueOf(pool.signum());
        parts.forEach((code, part) -> add(code, part.multiply(sign)));
        add(bearer, pool.negate());
    }

    /** Ten percent of everything on the subtree of ENG, and five percent off the direct cost of another. */
    private void markUp() {
        for (String code : Centres.subtree(MARKED_UP, month)) {
            if (!Centres.isShownOnly(code) && !code.equals(MARGIN)) {
                markUp(code, of(code), "10");
            }
        }
        markUp(DISCOUNTED, direct.getOrDefault(DISCOUNTED, BigInteger.ZERO), "-5");
    }

    private void markUp(String code, BigInteger base, String percent) {
        BigInteger amount = new BigDecimal(base)
                .multiply(new BigDecimal(percent))
                .movePointLeft(2)
                .setScale(0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact();
        markup.merge(code, amount, BigInteger::add);
        markup.merge(MARGIN, amount.negate(), BigInteger::add);
    }

    private BigInteger of(String code) {
        return balance.getOrDefault(code, BigInteger.ZERO);
    }

    private void add(String code, BigInteger pico) {
        balance.merge(code, pico, BigInteger::add);
    }

    /** Direct cost in pico-dollars of a cost centre. */
    BigInteger direct(String code) {
        return direct.getOrDefault(code, BigInteger.ZERO);
    }

    /** What it costs before markups. */
    BigInteger cost(String code) {
        return of(code);
    }

    /** What it is charged, in pico-dollars. */
    BigInteger charge(String code) {
        return of(code).add(markup.getOrDefault(code, BigInteger.ZERO));
    }

    /** The same in its own currency at the rate of the month's last day, to the cent. */
    BigDecimal chargeToTheCent(String code) {
        LocalDate last = Year.month(month).atEndOfMonth();
        return new BigDecimal(charge(code), 12)
                .multiply(Rates.perEuro(Centres.currency(code), last))
                .divide(Rates.perEuro("USD", last), 2, RoundingMode.HALF_EVEN);
    }

    /** All cost centres that have anything. */
    Set<String> costCenters() {
        var all = new TreeSet<>(balance.keySet());
        all.addAll(markup.keySet());
        return all;
    }

    /** Whether it has nothing at all, so that it gets no statement. */
    boolean isNothing(String code) {
        return of(code).signum() == 0
                && charge(code).signum() == 0
                && direct(code).signum() == 0;
    }

    /** What everybody together is charged: what was spent and the items, because what one is marked up another is credited. */
    BigInteger all() {
        BigInteger spent = direct.values().stream()
                .reduce(BigInteger.ZERO, BigInteger::add)
                .add(PLATFORM_FEE);
        return month == MONTH_OF_CREDIT ? spent.add(Rates.convert(CREDIT, "EUR", "USD", day(month, 20))) : spent;
    }

    private static BigInteger pico(String amount) {
        return new BigDecimal(amount).movePointRight(12).toBigIntegerExact();
    }
}
