package io.tokenledger.report.reconciliation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Takes apart the variance of the lines of one day, project and model: what moved between lines first, then what is on one
 * side alone, then prices. Each step takes what it can account for; what is left goes to the next, and nothing is left
 * behind the last.
 */
final class ScopeSplit {
    private static final List<Set<String>> CLASSES_OF_CACHING = List.of(
            Set.of("input", "cached_input", "cache_write", "cache_write_1h"),
            Set.of("audio_input", "cached_audio_input"),
            Set.of("image_input", "cached_image_input"));

    private final List<ComparedLine> lines;
    private final List<PartRow> rows = new ArrayList<>();

    private ScopeSplit(List<ComparedLine> lines) {
        this.lines = lines;
    }

    /** The pieces, which add up to what is billed less what is booked. */
    static List<PartRow> of(List<ComparedLine> lines) {
        var split = new ScopeSplit(lines);
        split.openLines();
        split.move(Part.CACHE_CLASS, ScopeSplit::isOtherClass);
        split.move(Part.TIER, ScopeSplit::isOtherTier);
        split.lines.forEach(split::usage);
        split.lines.forEach(split::rest);
        return split.rows;
    }

    /** A line that is not on the bill is one of quantity 0, where the bill tells quantities or has nothing of the scope. */
    private void openLines() {
        boolean tellsQuantities =
                lines.stream().filter(ComparedLine::hasMoney).allMatch(line -> line.billedQuantity() != null);
        boolean isUsageAlone = lines.stream().noneMatch(ComparedLine::hasMoney)
                && lines.stream().anyMatch(ComparedLine::isBilled);
        for (ComparedLine line : lines) {
            if (!line.isBilled() && tellsQuantities && !isUsageAlone) {
                line.nothingWasBilled();
            }
            line.open();
        }
    }

    /** Whether both sides of the line are known well enough to tell usage from price. */
    private static boolean isTold(ComparedLine line) {
        return line.billedQuantity() != null && (line.hasMoney() || !line.isBilled());
    }

    private static boolean isOtherClass(ComparedLine from, ComparedLine to) {
        return from.key.serviceTier().equals(to.key.serviceTier())
                && CLASSES_OF_CACHING.stream()
                        .anyMatch(each -> each.contains(from.key.meter()) && each.contains(to.key.meter()));
    }

    private static boolean isOtherTier(ComparedLine from, ComparedLine to) {
        return from.key.meter().equals(to.key.meter());
    }

    /** Units that are too many in the books of one line and too few in those of another: the least of the two moved. */
    private void move(Part part, BiPredicate<ComparedLine, ComparedLine> areAlike) {
        for (ComparedLine to : lines) {
            for (ComparedLine from : lines) {
                boolean fits = isTold(from)
                        && isTold(to)
                        && to.difference().signum() > 0
                        && from.difference().signum() < 0
                        && areAlike.test(from, to);
                if (fits) {
                    BigDecimal units = to.difference().min(from.difference().negate());
                    BigInteger amount = to.take(units).add(from.take(units.negate()));
                    boolean isOfCache = part == Part.CACHE_CLASS;
                    rows.add(to.row(
                            part,
                            isOfCache ? from.key.meter() : "",
                            isOfCache ? "" : from.key.serviceTier(),
                            units,
                            amount));
                }
            }
        }
    }

    private void usage(ComparedLine line) {
        BigDecimal units = line.difference();
        if (!isTold(line) || units.signum() == 0) {
            return;
        }
        BigInteger amount = line.take(units);
        if (amount.signum() != 0) {
            rows.add(line.row(units.signum() > 0 ? Part.MISSING_USAGE : Part.EXTRA_USAGE, "", "", units.abs(), amount));
        }
    }

    private void rest(ComparedLine line) {
        if (line.rest().signum() != 0) {
            rows.add(line.row(whyRest(line), "", "", null, line.rest()));
        }
    }

    private static Part whyRest(ComparedLine line) {
        if (line.isBilled() && !line.hasMoney()) {
            return Part.UNEXPLAINED;
        }
        if (line.isWithinRounding()) {
            return Part.ROUNDING;
        }
        BigDecimal quantity = line.billedQuantity();
        if (quantity == null) {
            return Part.AMOUNT_ONLY;
        }
        return quantity.signum() == 0 ? Part.UNEXPLAINED : Part.PRICE;
    }
}
