package io.tokenledger.pricing.rating;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All price lists of one model in one service tier for one buyer: by context threshold, then by time. Immutable. */
final class PriceTimeline {
    private final List<Threshold> highestFirst;

    private PriceTimeline(List<Threshold> highestFirst) {
        this.highestFirst = highestFirst;
    }

    /** Of the prices of one model, tier and buyer; two that overlap are refused. */
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
     * vendors' cliff rule). Null: none is in force at that second.
     */
    @Nullable
    Price at(long epochSecond, long inputTokens) {
        for (Threshold threshold : highestFirst) {
            if (threshold.overTokens == 0 || inputTokens > threshold.overTokens) {
                Price price = threshold.at(epochSecond);
                if (price != null) {
                    return price;
                }
            }
        }
        return null;
    }

    /** A price list with the seconds that it begins and ends, ready to compare. */
    private record Era(long from, long until, Price price) {
        static Era of(Price price) {
            var end = price.validUntil();
            return new Era(
                    price.validFrom().getEpochSecond(), end == null ? Long.MAX_VALUE : end.getEpochSecond(), price);
        }
    }

    /** The price lists of one threshold, newest first: nearly every event is of the last era. */
    private record Threshold(long overTokens, List<Era> newestFirst) {

        static Threshold of(long overTokens, List<Price> prices) {
            List<Era> eras = prices.stream()
                    .map(Era::of)
                    .sorted(Comparator.comparingLong(Era::from).reversed())
                    .toList();
            for (int i = 1; i < eras.size(); i++) {
                if (eras.get(i).until > eras.get(i - 1).from) {
                    throw new IllegalArgumentException(
                            "prices overlap: " + eras.get(i).price + " and " + eras.get(i - 1).price);
                }
            }
            return new Threshold(overTokens, eras);
        }

        @Nullable
        Price at(long epochSecond) {
            for (Era era : newestFirst) {
                if (epochSecond >= era.from) {
                    return epochSecond < era.until ? era.price : null;
                }
            }
            return null;
        }
    }
}
