package io.tokenledger.pricing.contract.settlement;

import io.tokenledger.pricing.ledger.UsageDimension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Which of several terms of one kind usage belongs to: to the most particular one of those valid when it is accounted,
 * and to no other. So nothing is discounted twice or pays for two capacities.
 */
public final class TermPrecedence {
    private static final Comparator<Term> ORDER =
            Comparator.comparing(Term::scope, TermScope.MOST_PARTICULAR_FIRST).thenComparingLong(Term::termId);

    private TermPrecedence() {}

    /** A stretch of time, half-open, in which the same other terms go first. */
    public record Stretch(Instant from, Instant until, List<TermScope> taken) {

        /** Whether the usage is left for the term. */
        public boolean leaves(UsageDimension usage) {
            return taken.stream().noneMatch(scope -> scope.covers(usage));
        }
    }

    /** Cuts a range of a term where a term that goes before it begins or ends. */
    public static List<Stretch> stretches(Term term, Collection<Term> ofSameKind, Instant from, Instant until) {
        List<Term> first = ofSameKind.stream()
                .filter(other -> ORDER.compare(other, term) < 0)
                .filter(other -> other.scope().provider().equals(term.scope().provider()))
                .toList();
        var borders = new TreeSet<>(List.of(from, until));
        for (Term other : first) {
            borders.add(other.range().from());
            Instant end = other.range().until();
            if (end != null) {
                borders.add(end);
            }
        }
        List<Instant> cuts = List.copyOf(borders.subSet(from, true, until, true));
        var stretches = new ArrayList<Stretch>();
        for (int i = 0; i + 1 < cuts.size(); i++) {
            Instant start = cuts.get(i);
            List<TermScope> taken = first.stream()
                    .filter(other -> isValidAt(other, start))
                    .map(Term::scope)
                    .toList();
            stretches.add(new Stretch(start, cuts.get(i + 1), taken));
        }
        return stretches;
    }

    private static boolean isValidAt(Term term, Instant time) {
        Instant until = term.range().until();
        return !time.isBefore(term.range().from()) && (until == null || time.isBefore(until));
    }
}
