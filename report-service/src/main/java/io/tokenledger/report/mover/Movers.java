package io.tokenledger.report.mover;

import io.tokenledger.report.directcost.DirectLine;
import io.tokenledger.report.directcost.LineKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds out group by group what a cost changed by. Price and volume are told apart meter by meter and model by model. Pure. */
final class Movers {
    /** Meters of what is no quantity times a price. */
    private static final Set<String> WITHOUT_UNITS = Set.of("correction", "charge");

    /** What has a unit price of its own. */
    private record Sold(
            String provider,
            String model,
            String serviceTier,
            @Nullable String region,
            String meter) {}

    private record Cell(List<@Nullable String> group, Sold sold) {}

    private static final class Sum {
        private BigInteger units = BigInteger.ZERO;
        private BigInteger cost = BigInteger.ZERO;
    }

    private static final Sum NOTHING = new Sum();

    private Movers() {}

    /**
     * All groups, the largest change first, up or down.
     *
     * @param groupsBefore of a line before; null: it is left out
     * @param groupsNow of a line now
     */
    static List<Mover> of(
            List<DirectLine> before,
            Function<LineKey, @Nullable List<@Nullable String>> groupsBefore,
            List<DirectLine> now,
            Function<LineKey, @Nullable List<@Nullable String>> groupsNow) {
        return compare(summed(before, groupsBefore), summed(now, groupsNow));
    }

    private static Map<Cell, Sum> summed(
            List<DirectLine> lines, Function<LineKey, @Nullable List<@Nullable String>> groups) {
        Map<Cell, Sum> sums = new HashMap<>();
        for (DirectLine line : lines) {
            List<@Nullable String> group = groups.apply(line.key());
            BigInteger cost = line.bookPico();
            if (group == null || cost == null) { // what has no price has no part in a cost
                continue;
            }
            LineKey key = line.key();
            var sold = new Sold(key.provider(), key.model(), key.serviceTier(), key.region(), key.meter());
            Sum sum = sums.computeIfAbsent(new Cell(group, sold), _ -> new Sum());
            sum.cost = sum.cost.add(cost);
            if (!WITHOUT_UNITS.contains(key.meter())) {
                sum.units = sum.units.add(BigInteger.valueOf(line.quantity()));
            }
        }
        return sums;
    }

    private static List<Mover> compare(Map<Cell, Sum> before, Map<Cell, Sum> now) {
        Set<Cell> cells = new HashSet<>(before.keySet());
        cells.addAll(now.keySet());
        Map<List<@Nullable String>, Mover> movers = new HashMap<>();
        for (Cell cell : cells) {
            Sum was = before.getOrDefault(cell, NOTHING);
            Sum is = now.getOrDefault(cell, NOTHING);
            var mover = new Mover(cell.group(), was.cost, is.cost, Effects.of(was.units, was.cost, is.units, is.cost));
            movers.merge(
                    cell.group(),
                    mover,
                    (one, other) -> new Mover(
                            one.group(),
                            one.beforePico().add(other.beforePico()),
                            one.nowPico().add(other.nowPico()),
                            one.effects().plus(other.effects())));
        }
        List<Mover> sorted = new ArrayList<>(movers.values());
        sorted.sort(
                Comparator.comparing((Mover mover) -> mover.effects().change().abs())
                        .reversed()
                        .thenComparing(mover -> String.valueOf(mover.group())));
        return Collections.unmodifiableList(sorted);
    }
}
