package io.tokenledger.report.closing;

import io.tokenledger.report.closing.Check.Name;
import io.tokenledger.report.closing.Check.State;
import io.tokenledger.report.reconciliation.Variance;
import io.tokenledger.report.reconciliation.Variance.ProviderVariance;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How far the vendors' bills are from the books, and whether every vendor's bill was looked at. Pure. */
final class ReconciliationCheck {
    private ReconciliationCheck() {}

    static Check of(PeriodFigures figures, CheckLinks links) {
        Variance variance = figures.variance();
        BigDecimal limit = figures.settings().limits().variance();
        BigDecimal share = variance.share();
        String value = share == null ? null : Share.plain(share);
        List<String> gaps = gaps(figures);
        boolean isOver = share != null && share.compareTo(limit) > 0;
        State state = isOver ? State.FAILED : gaps.isEmpty() ? State.PASSED : State.WARNING;
        if (!variance.isCompared()) {
            state = figures.usage().providers().isEmpty() ? State.PASSED : State.NOT_KNOWN;
        }
        String sentence = share == null
                ? "No bill was compared with the books."
                : "Of what was billed " + Share.plain(share.movePointRight(2)) + " % is unexplained, with at most "
                        + Share.plain(limit.movePointRight(2)) + " % allowed.";
        return new Check(
                Name.RECONCILIATION,
                state,
                value,
                Share.plain(limit),
                gaps.isEmpty() ? sentence : sentence + " " + String.join(" ", gaps),
                links.reconciliations());
    }

    /** Sentences about what was not compared. */
    private static List<String> gaps(PeriodFigures figures) {
        SortedMap<String, Integer> days = new TreeMap<>();
        for (ProviderVariance each : figures.variance().providers()) {
            days.merge(each.provider(), each.comparedDays(), Integer::sum);
        }
        List<String> gaps = new ArrayList<>();
        SortedSet<String> missing = new TreeSet<>(figures.usage().providers());
        missing.removeAll(days.keySet());
        if (!missing.isEmpty()) {
            gaps.add("Used, but not reconciled: " + String.join(", ", missing) + ".");
        }
        long all = daysOfUtc(figures);
        String partly = days.entrySet().stream()
                .filter(each -> each.getValue() < all)
                .map(each -> each.getKey() + " " + each.getValue() + " of " + all + " days")
                .collect(Collectors.joining(", "));
        if (!partly.isEmpty()) {
            gaps.add("Reconciled in part: " + partly + ".");
        }
        return gaps;
    }

    /** Vendors bill by days of UTC: those that begin within the period. */
    private static long daysOfUtc(PeriodFigures figures) {
        long from = daysBegun(figures.period().period().from());
        return daysBegun(figures.period().period().to()) - from;
    }

    private static long daysBegun(Instant instant) {
        return Math.ceilDiv(
                instant.getEpochSecond(), ChronoUnit.DAYS.getDuration().toSeconds());
    }
}
