package io.tokenledger.pricing.rating;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of each meter costs in a price list, in 1e-12 of its currency. A meter without a rate of its own takes
 * its parent's; a meter without either has no price, which is not a price of zero. Immutable.
 */
public final class Rates {
    private static final Meter[] BUILT_IN = Meter.builtIn().toArray(Meter[]::new);
    private static final long NONE = -1;
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final Map<Meter, Long> own;
    private final Map<Meter, Meter> furtherParents;
    private final long[] effectivePico = new long[BUILT_IN.length];
    /** The same, but 0 where a meter is free unless a list prices it. */
    private final long[] chargedPico = new long[BUILT_IN.length];

    private Rates(Map<Meter, Long> own, Map<Meter, Meter> furtherParents) {
        this.own = own;
        this.furtherParents = furtherParents;
        for (Meter meter : BUILT_IN) {
            Meter source = source(meter);
            long pico = source == null ? NONE : own.getOrDefault(source, NONE);
            effectivePico[meter.index()] = pico;
            chargedPico[meter.index()] = pico == NONE && isFreeUnlessPriced(meter) ? 0 : pico;
        }
    }

    /** The rates that a price list states itself, in pico per unit; no further meter has a parent. */
    public static Rates of(Map<Meter, Long> picoPerUnit) {
        return of(picoPerUnit, Map.of());
    }

    /**
     * The rates that a price list states itself, in pico per unit.
     *
     * @param furtherParents of further meters, the one whose rate applies where the list has none
     */
    public static Rates of(Map<Meter, Long> picoPerUnit, Map<Meter, Meter> furtherParents) {
        var own = new TreeMap<Meter, Long>(picoPerUnit);
        own.forEach((meter, pico) -> {
            if (pico < 0) {
                throw new IllegalArgumentException("rate of " + meter.id() + " is negative: " + pico);
            }
        });
        return new Rates(Collections.unmodifiableMap(own), furtherParents);
    }

    /** The meter whose rate applies to that one: itself, or the nearest parent that has a rate; null: none has. */
    private @Nullable Meter source(Meter meter) {
        Meter source = meter;
        while (source != null && !own.containsKey(source)) {
            source = source.isBuiltIn() ? source.parent() : furtherParents.get(source);
        }
        return source;
    }

    /**
     * What one unit of that meter is charged, in pico: by its own rate, or that of its nearest parent that has one.
     * Empty: it has no price. Requests are free unless a list prices them.
     */
    public OptionalLong picoPerUnit(Meter meter) {
        long pico = effectivePico(meter);
        if (pico == NONE) {
            return isFreeUnlessPriced(meter) ? OptionalLong.of(0) : OptionalLong.empty();
        }
        return OptionalLong.of(pico);
    }

    private long effectivePico(Meter meter) {
        if (meter.isBuiltIn()) {
            return effectivePico[meter.index()];
        }
        Meter source = source(meter);
        return source == null ? NONE : own.getOrDefault(source, NONE);
    }

    /** The rates that the list states itself, in pico per unit, in the order of the meters. */
    public Map<Meter, Long> own() {
        return own;
    }

    /**
     * These rates multiplied, rounded half-even to a pico per unit, so that a cost remains quantity × unit price.
     *
     * @param millionths the factor: 1 100 000 adds a tenth
     * @param meters what is multiplied; the rest stays as it is
     */
    public Rates times(long millionths, Predicate<Meter> meters) {
        var product = new TreeMap<Meter, Long>();
        own.forEach((meter, pico) -> product.put(meter, meters.test(meter) ? product(pico, millionths) : pico));
        return new Rates(Collections.unmodifiableMap(product), furtherParents);
    }

    private static long product(long pico, long millionths) {
        return BigDecimal.valueOf(pico)
                .multiply(BigDecimal.valueOf(millionths))
                .divide(MILLION)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    /** A meter that was used and has no rate; null: everything used has one. Requests are free unless a list prices them. */
    @Nullable
    Meter unpricedMeter(Meters meters) {
        for (Meter meter : BUILT_IN) {
            if (effectivePico[meter.index()] == NONE && meters.quantity(meter) > 0 && !isFreeUnlessPriced(meter)) {
                return meter;
            }
        }
        for (Meter meter : meters.further().keySet()) {
            if (effectivePico(meter) == NONE) {
                return meter;
            }
        }
        return null;
    }

    private static boolean isFreeUnlessPriced(Meter meter) {
        return meter.equals(Meter.REQUESTS);
    }

    /** The exact cost in pico; null: something was used that has no rate, {@link #unpricedMeter} says what. */
    @Nullable
    BigInteger costIfPriced(Meters meters) {
        long cost = costInOnePass(meters);
        if (cost != NONE) {
            return BigInteger.valueOf(cost);
        }
        return unpricedMeter(meters) == null ? costOfLines(meters) : null;
    }

    /** The exact cost in pico; the caller has made sure that {@link #unpricedMeter} is null. */
    public BigInteger costPico(Meters meters) {
        long cost = costInOnePass(meters);
        return cost == NONE ? costOfLines(meters) : BigInteger.valueOf(cost);
    }

    /**
     * The cost of nearly all events; {@link #NONE} where it takes a closer look: there are further meters, one that was
     * used has no rate, or the cost is beyond a long (over 9.2 million of the currency).
     */
    private long costInOnePass(Meters meters) {
        if (!meters.further().isEmpty()) {
            return NONE;
        }
        long sum = 0;
        for (int i = 0; i < chargedPico.length; i++) {
            long quantity = meters.builtInQuantity(i);
            if (quantity == 0) {
                continue;
            }
            long pico = chargedPico[i];
            long cost = quantity * pico;
            sum += cost;
            if (pico == NONE || Math.multiplyHigh(quantity, pico) != 0 || cost < 0 || sum < 0) {
                return NONE;
            }
        }
        return sum;
    }

    private BigInteger costOfLines(Meters meters) {
        return lines(meters).stream().map(CostLine::costPico).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** What makes up the cost, a line per meter used, in the order of the meters; their sum is the cost. */
    public List<CostLine> lines(Meters meters) {
        var lines = new ArrayList<CostLine>(4);
        meters.forEachUsed((meter, quantity) -> {
            Meter source = source(meter);
            if (source != null) {
                long pico = own.getOrDefault(source, NONE);
                BigInteger cost = BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(pico));
                lines.add(new CostLine(
                        meter, quantity, pico, cost, source == null || meter.equals(source) ? null : source));
            }
        });
        return lines;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rates that && Arrays.equals(effectivePico, that.effectivePico) && own.equals(that.own);
    }

    @Override
    public int hashCode() {
        return own.hashCode();
    }

    @Override
    public String toString() {
        return own.toString();
    }
}
