package io.tokenledger.report.directcost;

import io.tokenledger.report.costcenter.Attribution;
import io.tokenledger.report.costcenter.Organisation;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes cells of lines from cells of meters, which come sorted: what may go into one line on one day comes together, and only
 * that is held. Pure.
 */
final class DirectCells {
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
            return left == null || right == null ? null : left.add(right);
        }

        boolean isNothing() {
            return quantity == 0
                    && (costPico == null || costPico.signum() == 0)
                    && (listCostPico == null || listCostPico.signum() == 0);
        }
    }

    private final Organisation organisation;
    private final Consumer<DirectCell> consumer;
    private final SortedMap<LineKey, Sum> together = new TreeMap<>(LineOrder.LINES);
    private @Nullable MeterCell last;

    /**
     * Begins without any.
     *
     * @param consumer of the cells, whose {@code bookPico} is not known yet
     */
    DirectCells(Organisation organisation, Consumer<DirectCell> consumer) {
        this.organisation = organisation;
        this.consumer = consumer;
    }

    void add(MeterCell cell) {
        if (last != null && !(last.day().equals(cell.day()) && last.origin().isOfSameLines(cell.origin()))) {
            flush();
        }
        last = cell;
        together.merge(key(cell), new Sum(cell.quantity(), cell.costPico(), cell.listCostPico()), Sum::plus);
    }

    /** Hands over what is held. */
    void flush() {
        MeterCell of = last;
        if (of == null) {
            return;
        }
        together.forEach((key, sum) -> {
            if (!sum.isNothing()) {
                consumer.accept(
                        new DirectCell(key, of.day(), sum.quantity(), sum.costPico(), sum.listCostPico(), null));
            }
        });
        together.clear();
    }

    private LineKey key(MeterCell cell) {
        UsageOrigin origin = cell.origin();
        Attribution attribution = organisation.attribute(origin.attributes(), cell.slice());
        return new LineKey(
                attribution,
                cell.kind(),
                cell.adjusts(),
                cell.reference(),
                origin.team(),
                origin.project(),
                origin.app(),
                origin.environment(),
                origin.provider(),
                origin.model(),
                origin.serviceTier(),
                origin.region(),
                cell.meter(),
                cell.priceId(),
                cell.unitPricePico(),
                cell.currency());
    }
}
