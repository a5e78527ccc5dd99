package io.tokenledger.report.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where the entries of some transactions are found: by their numbers, and by few ranges of time, since it is time by which
 * entries are stored. Pure.
 *
 * @param ranges disjoint, in order
 */
record EntryRanges(Set<Long> changes, List<Range> ranges) {
    /** A statement names each of them. */
    private static final int MOST = 20;

    private static final Comparator<Range> ORDER =
            Comparator.comparing(Range::first).thenComparing(Range::last);

    /** Both ends are in it. */
    record Range(Instant first, Instant last) {}

    /** Ranges of which some overlap; where there are too many, those that are closest become one. */
    static EntryRanges of(Set<Long> changes, Collection<Range> ranges) {
        List<Range> disjoint = new ArrayList<>();
        for (Range range : ranges.stream().sorted(ORDER).toList()) {
            Range last = disjoint.isEmpty() ? null : disjoint.getLast();
            if (last == null || range.first().isAfter(last.last())) {
                disjoint.add(range);
            } else if (range.last().isAfter(last.last())) {
                disjoint.set(disjoint.size() - 1, new Range(last.first(), range.last()));
            }
        }
        return new EntryRanges(changes, few(disjoint));
    }

    private static List<Range> few(List<Range> disjoint) {
        Set<Integer> widest = IntStream.range(1, disjoint.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> gapBefore(disjoint, i))
                        .reversed())
                .limit(MOST - 1)
                .collect(Collectors.toSet());
        List<Range> few = new ArrayList<>();
        for (int i = 0; i < disjoint.size(); i++) {
            if (i == 0 || widest.contains(i)) {
                few.add(disjoint.get(i));
            } else {
                few.add(new Range(few.removeLast().first(), disjoint.get(i).last()));
            }
        }
        return List.copyOf(few);
    }

    private static Duration gapBefore(List<Range> disjoint, int i) {
        return Duration.between(disjoint.get(i - 1).last(), disjoint.get(i).first());
    }
}
