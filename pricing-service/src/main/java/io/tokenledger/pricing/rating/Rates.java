package io.tokenledger.pricing.rating;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of each meter costs in a price list, in 1e-12 of its currency. A meter without a rate of its own takes
 * its parent's ({@link #parentOf}); a meter without either has no price, which is not a price of zero. Immutable.
 */
@SuppressWarnings("EnumOrdinal") // indexed by ordinal in memory only: this is the innermost loop of the ledger
public final class Rates {
    private static final Meter[] METERS = Meter.values();
    private static final long NONE = -1;

    private final Map<Meter, Long> own;
    private final long[] effectivePico = new long[METERS.length];
    private final @Nullable Meter[] pricedAs = new Meter[METERS.length];

    private Rates(Map<Meter, Long> own) {
        this.own = own;
        for (Meter meter : METERS) {
            Meter source = meter;
            while (source != null && !own.containsKey(source)) {
                source = parentOf(source);
            }
            effectivePico[meter.ordinal()] = source == null ? NONE : own.getOrDefault(source, NONE);
            pricedAs[meter.ordinal()] = source == meter ? null : source;
        }
    }

    /** The rates that a price list states itself, in pico per unit. */
    public static Rates of(Map<Meter, Long> picoPerUnit) {
        var own = new EnumMap<Meter, Long>(Meter.class);
        own.putAll(picoPerUnit);
        own.forEach((meter, pico) -> {
            if (pico < 0) {
                throw new IllegalArgumentException("rate of " + meter.id() + " is negative: " + pico);
            }
        });
        return new Rates(Collections.unmodifiableMap(own));
    }

    /** The meter whose rate applies where a price list has none for this one; null: nothing does. */
    public static @Nullable Meter parentOf(Meter meter) {
        return switch (meter) {
            case CACHED_INPUT, CACHE_WRITE, AUDIO_INPUT, IMAGE_INPUT -> Meter.INPUT;
            case CACHE_WRITE_1H -> Meter.CACHE_WRITE;
            case REASONING, AUDIO_OUTPUT -> Meter.OUTPUT;
            case INPUT, OUTPUT, REQUESTS, WEB_SEARCHES -> null;
        };
    }

    /** The rates that the list states itself, in pico per unit, in the order of the meters. */
    public Map<Meter, Long> own() {
        return own;
    }

    /** A meter that was used and has no rate; null: everything used has one. Requests are free unless a list prices them. */
    @Nullable
    Meter unpricedMeter(Meters meters) {
        for (Meter meter : METERS) {
            if (meters.quantity(meter) > 0 && effectivePico[meter.ordinal()] == NONE && meter != Meter.REQUESTS) {
                return meter;
            }
        }
        return null;
    }

    /** The exact cost in pico; the caller has made sure that {@link #unpricedMeter} is null. */
    BigInteger costPico(Meters meters) {
        long sum = 0;
        for (int i = 0; i < METERS.length; i++) {
            long quantity = meters.quantity(METERS[i]);
            long pico = effectivePico[i];
            if (quantity == 0 || pico == NONE) {
                continue;
            }
            long cost = quantity * pico;
            sum += cost;
            if (Math.multiplyHigh(quantity, pico) != 0 || cost < 0 || sum < 0) {
                return costOfLines(meters); // over 9.2 million of the currency: beyond a long
            }
        }
        return BigInteger.valueOf(sum);
    }

    private BigInteger costOfLines(Meters meters) {
        return lines(meters).stream().map(CostLine::costPico).reduce(BigInteger.ZERO, BigInteger::add);
    }

    List<CostLine> lines(Meters meters) {
        var lines = new ArrayList<CostLine>(4);
        for (Meter meter : METERS) {
            long quantity = meters.quantity(meter);
            long pico = effectivePico[meter.ordinal()];
            if (quantity > 0 && pico != NONE) {
                BigInteger cost = BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(pico));
                lines.add(new CostLine(meter, quantity, pico, cost, pricedAs[meter.ordinal()]));
            }
        }
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
