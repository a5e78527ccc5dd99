package io.tokenledger.contract;

import java.util.Arrays;

/** The quantities of one event, a non-negative count per meter. Immutable. Indexed by ordinal in memory only. */
@SuppressWarnings("EnumOrdinal")
public final class Meters {
    private static final Meter[] ALL = Meter.values();

    private final long[] quantities;

    private Meters(long[] quantities) {
        this.quantities = quantities;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The quantity of that meter; 0 where the event has none. */
    public long quantity(Meter meter) {
        return quantities[meter.ordinal()];
    }

    /** All input tokens of the event, cached, written and multimodal ones included. */
    public long inputTokens() {
        return sum(Meter.Side.INPUT_TOKENS);
    }

    /** All output tokens of the event, reasoning and audio included. */
    public long outputTokens() {
        return sum(Meter.Side.OUTPUT_TOKENS);
    }

    private long sum(Meter.Side side) {
        long sum = 0;
        for (Meter meter : ALL) {
            if (meter.side() == side) {
                sum = Math.addExact(sum, quantities[meter.ordinal()]);
            }
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Meters that && Arrays.equals(quantities, that.quantities);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(quantities);
    }

    @Override
    public String toString() {
        var text = new StringBuilder("{");
        for (Meter meter : ALL) {
            if (quantity(meter) != 0) {
                text.append(text.length() > 1 ? ", " : "")
                        .append(meter.id())
                        .append('=')
                        .append(quantity(meter));
            }
        }
        return text.append('}').toString();
    }

    /** Collects quantities; a meter that is not set is 0. */
    public static final class Builder {
        private final long[] quantities = new long[ALL.length];

        private Builder() {}

        /** Sets a meter; a negative quantity is a defect of the caller and refused. */
        public Builder set(Meter meter, long quantity) {
            if (quantity < 0) {
                throw new IllegalArgumentException("meter " + meter.id() + " is negative: " + quantity);
            }
            quantities[meter.ordinal()] = quantity;
            return this;
        }

        public Meters build() {
            return new Meters(quantities.clone());
        }
    }
}
