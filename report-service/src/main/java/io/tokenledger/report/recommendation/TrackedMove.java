package io.tokenledger.report.recommendation;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the tracker has to know of an accepted move, frozen: which usage it is about, what that was before, and what was
 * forecast. Later prices, later usage and later corrections do not change it.
 *
 * @param regions that alone are looked at; none: all
 * @param from of the baseline
 * @param pricesAt the instant whose prices the forecast is at
 * @param requests of source and target together in the baseline, those without a price left out
 * @param costPico of these at the prices of then, in 1e-12 of the currency
 * @param targetRequests those of them that ran at the target already; null: source and target are the same place
 * @param mix the requests by what their price hangs on
 */
record TrackedMove(
        String tenant,
        String app,
        MoveKind kind,
        Place source,
        Place target,
        List<String> regions,
        Instant from,
        Instant until,
        ZoneId zone,
        String currency,
        Instant pricesAt,
        long requests,
        BigInteger costPico,
        @Nullable Long targetRequests,
        Saving forecast,
        List<Mix> mix) {
    TrackedMove {
        regions = List.copyOf(regions);
        mix = List.copyOf(mix);
    }

    /** Where usage lies to the move. */
    enum Side {
        SOURCE,
        TARGET,
        ELSEWHERE
    }

    /**
     * Where that usage lies.
     *
     * @param model of the line, as the price book names it
     */
    static Side side(Candidate move, UsedLine line, String model) {
        return side(move.app(), move.regions(), move.from(), move.to(), line, model);
    }

    Side side(UsedLine line, String model) {
        return side(app, regions, source, target, line, model);
    }

    private static Side side(
            String app, List<String> regions, Place source, Place target, UsedLine line, String model) {
        if (!line.app().equals(app) || !(regions.isEmpty() || regions.contains(line.region()))) {
            return Side.ELSEWHERE;
        }
        if (holds(source, line, model)) {
            return Side.SOURCE;
        }
        return holds(target, line, model) ? Side.TARGET : Side.ELSEWHERE;
    }

    private static boolean holds(Place place, UsedLine line, String model) {
        return place.provider().equals(line.provider())
                && place.model().equals(model)
                && (place.serviceTier() == null || place.serviceTier().equals(line.serviceTier()))
                && (place.reasoningEffort() == null || place.reasoningEffort().equals(line.reasoningEffort()));
    }

    /** Seconds of the baseline. */
    BigInteger seconds() {
        return BigInteger.valueOf(Duration.between(from, until).toSeconds());
    }
}
