package io.tokenledger.pricing.pricebook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Event times that a price is valid for: half-open, {@code [from, until)}.
 *
 * @param until null: until further notice
 */
public record ValidRange(Instant from, @Nullable Instant until) {

    public ValidRange {
        if (until != null && !until.isAfter(from)) {
            throw new IllegalArgumentException("range ends at " + until + ", not after its start " + from);
        }
    }

    private static ValidRange of(Instant from, Instant end) {
        return new ValidRange(from, end.equals(Instant.MAX) ? null : end);
    }

    private Instant end() {
        return until == null ? Instant.MAX : until;
    }

    public boolean overlaps(ValidRange other) {
        return from.isBefore(other.end()) && other.from.isBefore(end());
    }

    /** The stretch that both have; the caller has made sure that they overlap. */
    public ValidRange intersection(ValidRange other) {
        return of(from.isAfter(other.from) ? from : other.from, end().isBefore(other.end()) ? end() : other.end());
    }

    /** What is left of this range without the other: none, one or two stretches. */
    public List<ValidRange> minus(ValidRange other) {
        if (!overlaps(other)) {
            return List.of(this);
        }
        var left = new ArrayList<ValidRange>(2);
        if (from.isBefore(other.from)) {
            left.add(of(from, other.from));
        }
        if (other.end().isBefore(end())) {
            left.add(of(other.end(), end()));
        }
        return left;
    }

    /** What is left of this range without all the others, oldest first. */
    public List<ValidRange> minusAll(Iterable<ValidRange> others) {
        List<ValidRange> left = List.of(this);
        for (ValidRange other : others) {
            left = left.stream().flatMap(range -> range.minus(other).stream()).toList();
        }
        return left;
    }

    @Override
    public String toString() {
        return "[" + from + ", " + (until == null ? "further notice" : until) + ")";
    }
}
