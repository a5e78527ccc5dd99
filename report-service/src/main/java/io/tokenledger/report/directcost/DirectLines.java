package io.tokenledger.report.directcost;

import io.tokenledger.contract.Meter;
import io.tokenledger.report.fx.Conversion;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds cells up to lines. Pure. */
final class DirectLines {
    private final Map<LineKey, DirectLine> lines = new HashMap<>();

    void add(DirectCell cell) {
        lines.merge(
                cell.key(),
                new DirectLine(cell.key(), cell.quantity(), cell.costPico(), cell.bookPico()),
                (one, other) -> new DirectLine(
                        one.key(),
                        Math.addExact(one.quantity(), other.quantity()),
                        plus(one.costPico(), other.costPico()),
                        plus(one.bookPico(), other.bookPico())));
    }

    private static @Nullable BigInteger plus(@Nullable BigInteger left, @Nullable BigInteger right) {
        return left == null || right == null ? null : left.add(right);
    }

    /** What there is, but for lines that add up to nothing. */
    DirectCosts costs(List<Conversion> conversions) {
        List<DirectLine> sorted = new ArrayList<>(lines.values());
        sorted.removeIf(line -> line.quantity() == 0 && isNothing(line.costPico()) && isNothing(line.bookPico()));
        sorted.sort((one, other) -> LineOrder.LINES.compare(one.key(), other.key()));
        long requests = 0;
        Map<String, Long> unpriced = new HashMap<>();
        for (DirectLine line : sorted) {
            if (line.key().meter().equals(Meter.REQUESTS.id())) {
                requests = Math.addExact(requests, line.quantity());
                if (line.costPico() == null) {
                    unpriced.merge(line.key().kind() + "/" + line.key().adjusts(), line.quantity(), Math::addExact);
                }
            }
        }
        // What was priced late is taken out of a closed period: it makes nothing of this one priced.
        long waiting = unpriced.values().stream()
                .mapToLong(count -> Math.max(count, 0))
                .sum();
        return new DirectCosts(List.copyOf(sorted), requests, waiting, List.copyOf(conversions));
    }

    private static boolean isNothing(@Nullable BigInteger pico) {
        return pico == null || pico.signum() == 0;
    }
}
