package io.tokenledger.pricing.rating;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All prices as they are believed in at one version of the book. An immutable snapshot: the same question gets the same
 * answer, from any thread.
 */
public final class PriceBook {
    /** The tenant of list prices: what everybody pays who has no contract. */
    public static final String LIST = "";

    private record ListKey(String tenant, String provider, String model) {}

    private record ModelName(String provider, String name) {}

    private final long version;
    private final Map<ListKey, Map<String, PriceTimeline>> timelines;
    private final Map<ModelName, String> modelByAlias = new HashMap<>();

    /**
     * @param version counted up by every change of the book
     * @param prices the prices in force, none overlapping another of the same key
     * @param aliases other names of models
     */
    public PriceBook(long version, Collection<Price> prices, Collection<ModelAlias> aliases) {
        this.version = version;
        var byKey = new HashMap<ListKey, Map<String, List<Price>>>();
        for (Price price : prices) {
            byKey.computeIfAbsent(new ListKey(price.tenant(), price.provider(), price.model()), _ -> new HashMap<>())
                    .computeIfAbsent(price.serviceTier(), _ -> new ArrayList<>())
                    .add(price);
        }
        this.timelines = new HashMap<>(byKey.size() * 2);
        byKey.forEach((key, tiers) -> {
            var byTier = new HashMap<String, PriceTimeline>();
            tiers.forEach((tier, list) -> byTier.put(tier, PriceTimeline.of(list)));
            timelines.put(key, byTier);
        });
        aliases.forEach(alias -> modelByAlias.put(new ModelName(alias.provider(), alias.alias()), alias.model()));
    }

    /** Which state of the book this is. */
    public long version() {
        return version;
    }

    /** Price in force at the event's own time, then exact cost. Pure; never throws for a missing price. */
    public Rated rate(RatingRequest request) {
        Price price = priceFor(request);
        if (price == null) {
            return whyNoPrice(request);
        }
        Meter unpriced = price.rates().unpricedMeter(request.meters());
        if (unpriced != null) {
            return new Unpriced(
                    UnpricedReason.METER_UNPRICED,
                    "price " + price.priceId() + " of " + named(request) + " has no rate for " + unpriced.id()
                            + ", of which the event has "
                            + request.meters().quantity(unpriced));
        }
        return new Priced(price, price.rates().costPico(request.meters()));
    }

    /** A tenant's contract beats the list; in each, the exact model id beats an alias. */
    private @Nullable Price priceFor(RatingRequest request) {
        Price contract = request.tenant().equals(LIST) ? null : priceFor(request.tenant(), request);
        return contract != null ? contract : priceFor(LIST, request);
    }

    private @Nullable Price priceFor(String buyer, RatingRequest request) {
        var tiers = tiersOf(buyer, request);
        var timeline = tiers == null ? null : tiers.get(request.serviceTier());
        return timeline == null
                ? null
                : timeline.at(request.at().getEpochSecond(), inputTokensOfOneRequest(request.meters()));
    }

    /** Thresholds are per request. Of an aggregate only the mean is known: it is over one if its mean is. */
    private static long inputTokensOfOneRequest(Meters meters) {
        return Math.ceilDiv(meters.inputTokens(), Math.max(1, meters.quantity(Meter.REQUESTS)));
    }

    private @Nullable Map<String, PriceTimeline> tiersOf(String buyer, RatingRequest request) {
        var exact = timelines.get(new ListKey(buyer, request.provider(), request.model()));
        if (exact != null) {
            return exact;
        }
        String model = modelByAlias.get(new ModelName(request.provider(), request.model()));
        return model == null ? null : timelines.get(new ListKey(buyer, request.provider(), model));
    }

    private Unpriced whyNoPrice(RatingRequest request) {
        var known = new TreeSet<String>();
        for (String buyer : List.of(request.tenant(), LIST)) {
            var tiers = tiersOf(buyer, request);
            known.addAll(tiers == null ? List.of() : tiers.keySet());
        }
        if (known.isEmpty()) {
            return new Unpriced(UnpricedReason.MODEL_UNKNOWN, "no price list for " + named(request));
        }
        if (!known.contains(request.serviceTier())) {
            return new Unpriced(
                    UnpricedReason.TIER_UNKNOWN,
                    named(request) + " has no price list for service tier '" + request.serviceTier() + "'; it has: "
                            + String.join(", ", known));
        }
        return new Unpriced(UnpricedReason.NO_PRICE_AT_TIME, noPriceAt(request, request.at()));
    }

    private static String noPriceAt(RatingRequest request, Instant at) {
        return "no price list of " + named(request) + " in service tier '" + request.serviceTier() + "' is valid at "
                + at;
    }

    private static String named(RatingRequest request) {
        return "model '" + request.model() + "' of provider '" + request.provider() + "'";
    }
}
