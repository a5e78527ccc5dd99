package io.tokenledger.report.watch;

import io.tokenledger.report.fx.Exchange;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Usage of a budget in a period, or what is added to it, by day and currency. Exact, signed; grows. */
final class PeriodUsage {
    private final SortedMap<UsageCell, UsageSum> cells = new TreeMap<>();

    void add(UsageCell cell, UsageSum more) {
        cells.merge(cell, more, UsageSum::plus);
    }

    SortedMap<UsageCell, UsageSum> cells() {
        return Collections.unmodifiableSortedMap(cells);
    }

    boolean isEmpty() {
        return cells.isEmpty();
    }

    UsageSum total() {
        return cells.values().stream().reduce(UsageSum.NONE, UsageSum::plus);
    }

    /** What it was before this was added. */
    PeriodUsage without(PeriodUsage added) {
        PeriodUsage before = new PeriodUsage();
        cells.forEach(before::add);
        added.cells.forEach((cell, sum) -> before.add(cell, sum.negated()));
        return before;
    }

    /** Whether it holds costs that have to be converted into the currency. */
    boolean isForeignTo(String currency) {
        return cells.entrySet().stream().anyMatch(cell -> isForeign(cell.getKey(), cell.getValue(), currency));
    }

    static boolean isForeign(UsageCell cell, UsageSum sum, String currency) {
        return sum.costPico().signum() != 0 && !cell.currency().equals(currency);
    }

    /**
     * What it costs in the exchange's currency, as reports tell it: costs in other currencies are converted by day, and
     * together rounded half-even to a pico, once.
     *
     * @return null where a rate is missing
     */
    @Nullable
    BigInteger costPico(String currency, Exchange exchange) {
        BigInteger own = BigInteger.ZERO;
        BigDecimal converted = BigDecimal.ZERO;
        for (var entry : cells.entrySet()) {
            UsageCell cell = entry.getKey();
            BigInteger pico = entry.getValue().costPico();
            if (!isForeign(cell, entry.getValue(), currency)) {
                own = own.add(pico);
                continue;
            }
            BigDecimal told = exchange.convert(new BigDecimal(pico), cell.currency(), cell.day());
            if (told == null) {
                return null;
            }
            converted = converted.add(told);
        }
        return own.add(converted.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact());
    }
}
