package io.tokenledger.report.allocation;

import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.costcenter.CostCenter;
import io.tokenledger.report.costcenter.Organisation;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The cost centres of a period: each as it is on the period's last day, or, where it ended within the period, as it was on
 * its own last day. Pure.
 */
public final class Centers {
    private final SortedMap<String, CostCenter> byCode;
    private final SortedSet<String> onLastDay;
    private final Set<String> parents;

    private Centers(SortedMap<String, CostCenter> byCode, SortedSet<String> onLastDay) {
        this.byCode = byCode;
        this.onLastDay = onLastDay;
        this.parents = byCode.values().stream()
                .filter(center -> onLastDay.contains(center.code()))
                .map(CostCenter::parent)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /**
     * The cost centres of a period.
     *
     * @param onLastDay those that are there on its last day, of each code one
     * @param ended those that ended within it, as they were on their last days
     */
    public static Centers of(Collection<CostCenter> onLastDay, Collection<CostCenter> ended) {
        SortedMap<String, CostCenter> byCode = new TreeMap<>();
        onLastDay.forEach(center -> byCode.put(center.code(), center));
        SortedSet<String> there = new TreeSet<>(byCode.keySet());
        ended.forEach(center -> byCode.putIfAbsent(center.code(), center));
        return new Centers(byCode, there);
    }

    /** Those that are there at some time of the period. */
    public static Centers of(Organisation organisation, AccountingPeriod period) {
        List<Instant> times = new ArrayList<>();
        times.add(period.period().from());
        times.addAll(organisation.changesWithin(
                period.period().from(), period.period().to()));
        Map<String, CostCenter> latest = new HashMap<>();
        for (Instant time : times.reversed()) {
            organisation.centers(time).forEach(center -> latest.putIfAbsent(center.code(), center));
        }
        return of(organisation.centers(lastDay(period)), latest.values());
    }

    private static Instant lastDay(AccountingPeriod period) {
        return period.endDay().minusDays(1).atStartOfDay(period.period().zone()).toInstant();
    }

    /** Null: the period has none of that code. */
    public @Nullable CostCenter center(String code) {
        return byCode.get(code);
    }

    /** All codes of the period, without {@code unattributed}. */
    public SortedSet<String> codes() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(byCode.keySet()));
    }

    /** Codes of those that are there on the last day. */
    SortedSet<String> codesOnLastDay() {
        return Collections.unmodifiableSortedSet(onLastDay);
    }

    /** Codes of those that are there on the last day and have nothing below them. */
    SortedSet<String> leaves() {
        SortedSet<String> leaves = new TreeSet<>(onLastDay);
        leaves.removeAll(parents);
        return leaves;
    }

    /** Codes from the top of the tree to it, itself last; of one that the period does not have, {@code unattributed} too: itself. */
    public List<String> path(String code) {
        Deque<String> path = new ArrayDeque<>();
        String at = code;
        while (at != null) {
            path.addFirst(at);
            CostCenter center = byCode.get(at);
            at = center == null ? null : center.parent();
        }
        return List.copyOf(path);
    }

    /** Codes of these and of all that are below them; those that the period does not have are left out. */
    SortedSet<String> withAllBelow(Collection<String> codes) {
        Set<String> wanted = Set.copyOf(codes);
        return byCode.keySet().stream()
                .filter(code -> path(code).stream().anyMatch(wanted::contains))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
