package io.tokenledger.report.directcost;

import io.tokenledger.contract.Meter;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The parts of what one key costs, by meter and unit price, in a stable order. What adds up to nothing is left out. */
final class MeterParts {
    /** Meters in their order, then what is of none, each by unit price. */
    private static final Comparator<Part> ORDER = Comparator.comparing(Part::ofNoMeter)
            .thenComparing(part -> Meter.of(part.meter()))
            .thenComparing(Part::unitPricePico, Comparator.nullsFirst(Comparator.naturalOrder()));

    private record Part(
            String meter, boolean ofNoMeter, @Nullable BigInteger unitPricePico) {}

    private record Sum(
            long quantity,
            @Nullable BigInteger costPico,
            @Nullable BigInteger listCostPico) {
        Sum plus(Sum other) {
            return new Sum(
                    Math.addExact(quantity, other.quantity),
                    plus(costPico, other.costPico),
                    plus(listCostPico, other.listCostPico));
        }

        private static @Nullable BigInteger plus(@Nullable BigInteger left, @Nullable BigInteger right) {
            return left == null || right == null ? (left == null ? right : left) : left.add(right);
        }

        boolean isNothing() {
            return quantity == 0 && isNothing(costPico) && isNothing(listCostPico);
        }

        private static boolean isNothing(@Nullable BigInteger pico) {
            return pico == null || pico.signum() == 0;
        }
    }

    private final SortedMap<Part, Sum> sums = new TreeMap<>(ORDER);

    /** Usage at a price. */
    void addPriced(Meter meter, long quantity, long chargedPico, long listPico) {
        BigInteger units = BigInteger.valueOf(quantity);
        BigInteger charged = BigInteger.valueOf(chargedPico);
        add(
                new Part(meter.id(), false, charged),
                new Sum(quantity, units.multiply(charged), units.multiply(BigInteger.valueOf(listPico))));
    }

    /** Usage without a price. */
    void addUnpriced(Meter meter, long quantity) {
        add(new Part(meter.id(), false, null), new Sum(quantity, null, null));
    }

    /** Usage whose price is not known: what it costs is a part of its own. */
    void addUnexplained(Meter meter, long quantity) {
        add(new Part(meter.id(), false, null), new Sum(quantity, BigInteger.ZERO, BigInteger.ZERO));
    }

    /** An amount that is of no meter. */
    void addAmount(String name, BigInteger pico) {
        add(new Part(name, true, null), new Sum(0, pico, pico));
    }

    private void add(Part part, Sum sum) {
        sums.merge(part, sum, Sum::plus);
    }

    /** A cell for every part that is not nothing. */
    void cells(EntryGroup.Key key, Consumer<MeterCell> consumer) {
        sums.forEach((part, sum) -> {
            if (!sum.isNothing()) {
                consumer.accept(new MeterCell(
                        key.origin(),
                        key.slice(),
                        key.day(),
                        key.kind(),
                        key.adjusts(),
                        key.reference(),
                        part.meter(),
                        key.priceId(),
                        part.unitPricePico(),
                        key.currency(),
                        sum.quantity(),
                        sum.costPico(),
                        sum.listCostPico()));
            }
        });
    }
}
