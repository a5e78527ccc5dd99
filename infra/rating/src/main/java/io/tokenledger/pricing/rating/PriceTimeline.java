package io.tokenledger.pricing.rating;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All price lists of one model in one service tier and region for one buyer: by context threshold, then by hours of the
 * week, then by time. Immutable.
 */
final class PriceTimeline {
    private final Threshold[] highestFirst;

    private PriceTimeline(List<Threshold> highestFirst) {
        this.highestFirst = highestFirst.toArray(Threshold[]::new);
    }

    /** Of the prices of one model, tier, region and buyer; two that overlap are refused. */
    static PriceTimeline of(List<Price> prices) {
        var byThreshold = new TreeMap<Long, List<Price>>(Comparator.reverseOrder());
        prices.forEach(price -> byThreshold
                .computeIfAbsent(price.contextOverTokens(), _ -> new ArrayList<>())
                .add(price));
        return new PriceTimeline(byThreshold.entrySet().stream()
                .map(entry -> Threshold.of(entry.getKey(), entry.getValue()))
                .toList());
    }

    /**
     * The price list in force: the highest threshold that the input exceeds applies to all tokens of the request (the
     * vendors' cliff rule); in it a list for the hour of the week before one for any hour. Null: none is in force.
     */
    @Nullable
    Terms at(Instant instant, Meters meters) {
        for (Threshold threshold : highestFirst) {
            if (threshold.overTokens == 0 || inputTokensOfOneRequest(meters) > threshold.overTokens) {
                Terms terms = threshold.at(instant);
                if (terms != null) {
                    return terms;
                }
            }
        }
        return null;
    }

    /** The instants inside the span at which another list may come into force, at any number of tokens. */
    void addChanges(Span span, SortedSet<Instant> changes) {
        for (Threshold threshold : highestFirst) {
            threshold.always.forEach(era -> era.addChanges(span, changes));
            threshold.windowed.forEach(era -> era.addChanges(span, changes));
        }
    }

    /** Thresholds are per request. Of an aggregate only the mean is known: it is over one if its mean is. */
    private static long inputTokensOfOneRequest(Meters meters) {
        long requests = meters.quantity(Meter.REQUESTS);
        return requests <= 1 ? meters.inputTokens() : Math.ceilDiv(meters.inputTokens(), requests);
    }

    /** A price list with the seconds that it begins and ends, ready to compare. */
    private record Era(long from, long until, Terms terms) {
        static Era of(Price price) {
            var end = price.validUntil();
            return new Era(
                    price.validFrom().getEpochSecond(),
                    end == null ? Long.MAX_VALUE : end.getEpochSecond(),
                    Terms.plain(price));
        }

        boolean holds(long epochSecond) {
            return epochSecond >= from && epochSecond < until;
        }

        void addChanges(Span span, SortedSet<Instant> changes) {
            Instant begin = Instant.ofEpochSecond(from);
            Instant end = until == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochSecond(until);
            if (span.hasInside(begin)) {
                changes.add(begin);
            }
            if (span.hasInside(end)) {
                changes.add(end);
            }
            if (begin.isBefore(span.until()) && end.isAfter(span.from())) {
                terms.price().window().addEdges(span, changes);
            }
        }

        boolean overlaps(Era other) {
            return from < other.until && other.from < until;
        }
    }

    /** The price lists of one threshold, newest first: nearly every event is of the last era. */
    private record Threshold(long overTokens, List<Era> windowed, List<Era> always) {

        static Threshold of(long overTokens, List<Price> prices) {
            List<Era> eras = prices.stream()
                    .map(Era::of)
                    .sorted(Comparator.comparingLong(Era::from).reversed())
                    .toList();
            refuseOverlaps(eras);
            return new Threshold(
                    overTokens,
                    eras.stream().filter(era -> !isAlways(era)).toList(),
                    eras.stream().filter(Threshold::isAlways).toList());
        }

        private static boolean isAlways(Era era) {
            return era.terms.price().window().isAlways();
        }

        private static void refuseOverlaps(List<Era> eras) {
            for (int i = 0; i < eras.size(); i++) {
                for (int j = i + 1; j < eras.size(); j++) {
                    Price one = eras.get(i).terms.price();
                    Price other = eras.get(j).terms.price();
                    boolean sameHours = one.window().isAlways()
                            ? other.window().isAlways()
                            : !other.window().isAlways() && one.window().overlaps(other.window());
                    if (sameHours && eras.get(i).overlaps(eras.get(j))) {
                        throw new IllegalArgumentException("prices overlap: " + other + " and " + one);
                    }
                }
            }
        }

        @Nullable
        Terms at(Instant instant) {
            long epochSecond = instant.getEpochSecond();
            for (Era era : windowed) {
                if (era.holds(epochSecond) && era.terms.price().window().contains(instant)) {
                    return era.terms;
                }
            }
            for (Era era : always) {
                if (epochSecond >= era.from) {
                    return epochSecond < era.until ? era.terms : null;
                }
            }
            return null;
        }
    }
}
