package io.tokenledger.contract;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/** The quantities of one event, a non-negative count per meter. Immutable. */
public final class Meters {
    /** As many further meters as one event may have. */
    public static final int MOST_FURTHER = 32;

    private static final Meter[] BUILT_IN = Meter.builtIn().toArray(Meter[]::new);
    private static final int[] OF_INPUT = indexes(Meter.Side.INPUT_TOKENS);
    private static final int[] OF_OUTPUT = indexes(Meter.Side.OUTPUT_TOKENS);

    private final long[] builtIn;
    private final Map<Meter, Long> further;

    private Meters(long[] builtIn, Map<Meter, Long> further) {
        this.builtIn = builtIn;
        this.further = further;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The quantity of that meter; 0 where the event has none. */
    public long quantity(Meter meter) {
        return meter.isBuiltIn() ? builtIn[meter.index()] : further.getOrDefault(meter, 0L);
    }

    /** The quantity of the built-in meter of that {@link Meter#index()}. */
    public long builtInQuantity(int index) {
        return builtIn[index];
    }

    /** The quantities of the further meters, none of them 0, by name. */
    public Map<Meter, Long> further() {
        return further;
    }

    /** Takes every meter that is not 0: built-in ones in their order, then the further ones by name. */
    public void forEachUsed(ObjLongConsumer<Meter> taker) {
        for (Meter meter : BUILT_IN) {
            if (builtIn[meter.index()] != 0) {
                taker.accept(meter, builtIn[meter.index()]);
            }
        }
        further.forEach(taker::accept);
    }

    /** All input tokens of the event, cached, written and multimodal ones included. */
    public long inputTokens() {
        return sum(OF_INPUT);
    }

    /** All output tokens of the event, reasoning and audio included. */
    public long outputTokens() {
        return sum(OF_OUTPUT);
    }

    private long sum(int[] indexes) {
        long sum = 0;
        for (int index : indexes) {
            sum = Math.addExact(sum, builtIn[index]);
        }
        return sum;
    }

    private static int[] indexes(Meter.Side side) {
        return Meter.builtIn().stream()
                .filter(meter -> meter.side() == side)
                .mapToInt(Meter::index)
                .toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Meters that && Arrays.equals(builtIn, that.builtIn) && further.equals(that.further);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(builtIn) + further.hashCode();
    }

    @Override
    public String toString() {
        var text = new StringBuilder("{");
        forEachUsed((meter, quantity) -> text.append(text.length() > 1 ? ", " : "")
                .append(meter.id())
                .append('=')
                .append(quantity));
        return text.append('}').toString();
    }

    /** Collects quantities; a meter that is not set is 0. */
    public static final class Builder {
        private final long[] builtIn = new long[BUILT_IN.length];
        private final TreeMap<Meter, Long> further = new TreeMap<>();

        private Builder() {}

        /** Sets a meter; a negative quantity is a defect of the caller and refused. */
        public Builder set(Meter meter, long quantity) {
            if (quantity < 0) {
                throw new IllegalArgumentException("meter " + meter.id() + " is negative: " + quantity);
            }
            if (meter.isBuiltIn()) {
                builtIn[meter.index()] = quantity;
            } else if (quantity == 0) {
                further.remove(meter);
            } else if (further.size() < MOST_FURTHER || further.containsKey(meter)) {
                further.put(meter, quantity);
            } else {
                throw new IllegalArgumentException("more than " + MOST_FURTHER + " further meters");
            }
            return this;
        }

        public Meters build() {
            return new Meters(
                    builtIn.clone(),
                    further.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(further)));
        }
    }
}
