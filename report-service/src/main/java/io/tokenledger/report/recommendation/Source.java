package io.tokenledger.report.recommendation;

import io.tokenledger.contract.Meter;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * What an app used of one model of one provider, and what of it may be moved.
 *
 * @param app empty: not attributed
 * @param model as the price book names it
 * @param regions that the lines are limited to; none: not limited
 */
record Source(String app, String provider, String model, List<UsedLine> lines, List<String> regions) {
    Source {
        lines = List.copyOf(lines);
        regions = List.copyOf(regions);
    }

    Place place() {
        return Place.of(provider, model);
    }

    /** The efforts that were asked for; empty: none was stated. */
    SortedSet<String> efforts() {
        SortedSet<String> efforts = new TreeSet<>();
        lines.forEach(line -> efforts.add(line.reasoningEffort() == null ? "" : line.reasoningEffort()));
        return efforts;
    }

    List<UsedLine> inTier(String tier) {
        return lines.stream().filter(line -> line.serviceTier().equals(tier)).toList();
    }

    List<UsedLine> atEffort(String effort) {
        return lines.stream()
                .filter(line -> effort.equals(line.reasoningEffort()))
                .toList();
    }

    static long sum(List<UsedLine> lines, ToLongFunction<UsedLine> of) {
        return lines.stream().mapToLong(of).sum();
    }

    /** Whether reasoning is at least that part of the output, in percent. */
    static boolean reasonsMuch(List<UsedLine> lines, int percent) {
        long reasoning = sum(lines, line -> line.quantity(Meter.REASONING));
        long output = sum(lines, line -> line.tokens(Meter.Side.OUTPUT_TOKENS));
        return reasoning > 0 && Math.multiplyHigh(reasoning, 100) == 0 && reasoning * 100 >= output * percent;
    }
}
