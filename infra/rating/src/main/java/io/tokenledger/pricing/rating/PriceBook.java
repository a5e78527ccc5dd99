package io.tokenledger.pricing.rating;

import io.tokenledger.contract.Meter;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All prices as they are believed in at one version of the book. An immutable snapshot: the same question gets the same
 * answer, from any thread.
 */
public final class PriceBook {
    /** The tenant of list prices: what everybody pays who has no contract. */
    public static final String LIST = "";

    /** For each buyer and provider. */
    private static final int MOST_REMEMBERED_NAMES = 10_000;

    /**
     * What a book is made of.
     *
     * @param version counted up by every change of the book
     * @param prices the prices in force, none overlapping another of the same key
     * @param names other names of models
     * @param providerAliases by the name of a provider, those whose price lists apply where it has none, in their order
     * @param adjustments uplifts and discounts
     */
    public record Contents(
            long version,
            Collection<Price> prices,
            Collection<ModelName> names,
            Map<String, List<String>> providerAliases,
            Collection<Adjustment> adjustments) {}

    /** The price lists of one model for one buyer. */
    private record ModelLists(String model, Map<String, RegionalLists> byTier) {}

    /** The price lists of one tier: for anywhere, and for a region. */
    private static final class RegionalLists {
        private final Map<String, PriceTimeline> byRegion = new HashMap<>();
        private @Nullable PriceTimeline anywhere;

        void put(String region, PriceTimeline timeline) {
            if (region.isEmpty()) {
                anywhere = timeline;
            } else {
                byRegion.put(region, timeline);
            }
        }

        void addChanges(String region, Span span, SortedSet<Instant> changes) {
            PriceTimeline regional = byRegion.get(region);
            if (regional != null) {
                regional.addChanges(span, changes);
            }
            if (anywhere != null) {
                anywhere.addChanges(span, changes);
            }
        }

        @Nullable
        Terms at(RatingRequest request) {
            PriceTimeline regional = byRegion.isEmpty() ? null : byRegion.get(request.region());
            Terms terms = regional == null ? null : regional.at(request.at(), request.meters());
            return terms != null || anywhere == null ? terms : anywhere.at(request.at(), request.meters());
        }
    }

    /** The price lists of one provider's models for one buyer, and the names that were looked for. */
    private static final class ProviderLists {
        private final Map<String, ModelLists> byModel = new HashMap<>();
        private final Map<String, Optional<ModelLists>> byOtherName = new ConcurrentHashMap<>();
    }

    private final long version;
    private final Map<String, ProviderLists> list;
    private final Map<String, Map<String, ProviderLists>> contracts = new HashMap<>();
    private final ModelNames names;
    private final Map<String, List<String>> providerAliases;
    private final Adjustments adjustments;
    private final Contents contents;
    private volatile @Nullable GoingOn goingOn;

    public PriceBook(Contents contents) {
        this.contents = contents;
        this.version = contents.version();
        this.names = new ModelNames(contents.names());
        this.providerAliases = Map.copyOf(contents.providerAliases());
        this.adjustments = new Adjustments(contents.adjustments());
        var grouped = new HashMap<List<String>, List<Price>>();
        for (Price price : contents.prices()) {
            var group = List.of(price.tenant(), price.provider(), price.model(), price.serviceTier(), price.region());
            grouped.computeIfAbsent(group, _ -> new ArrayList<>()).add(price);
        }
        grouped.forEach((group, prices) -> contracts
                .computeIfAbsent(group.get(0), _ -> new HashMap<>())
                .computeIfAbsent(group.get(1), _ -> new ProviderLists())
                .byModel
                .computeIfAbsent(group.get(2), model -> new ModelLists(model, new HashMap<>()))
                .byTier()
                .computeIfAbsent(group.get(3), _ -> new RegionalLists())
                .put(group.get(4), PriceTimeline.of(prices)));
        Map<String, ProviderLists> everybodys = contracts.remove(LIST);
        this.list = everybodys == null ? Map.of() : everybodys;
    }

    /** Which state of the book this is. */
    public long version() {
        return version;
    }

    /**
     * Price in force at the event's own time, then exact cost. What is free by definition needs no price. Pure; never throws
     * for a missing price.
     */
    public Rated rate(RatingRequest request) {
        if (Free.isTier(request.serviceTier())) {
            return Free.OF_GATEWAY_CACHE;
        }
        Terms terms = termsFor(request);
        if (terms == null) {
            return whyNoPrice(request);
        }
        BigInteger cost = terms.charged().costIfPriced(request.meters());
        return cost == null ? whyNoCost(terms, request) : new Priced(terms, cost);
    }

    /** The book as of some instants that lie between the same two changes. */
    private record GoingOn(Instant from, Instant until, PriceBook book) {
        boolean holds(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    /**
     * The book as it would be if nothing changed after that instant: what is in force then goes on until further notice, and
     * what begins later never does. Hours of the week go on to matter. For times from that instant on.
     */
    public PriceBook goingOnFrom(Instant at) {
        GoingOn known = goingOn;
        if (known == null || !known.holds(at)) {
            known = goingOn(at);
            goingOn = known;
        }
        return known.book();
    }

    private GoingOn goingOn(Instant at) {
        var changes = new TreeSet<Instant>();
        for (Price price : contents.prices()) {
            addEnds(price.validFrom(), price.validUntil(), changes);
        }
        for (Adjustment adjustment : contents.adjustments()) {
            addEnds(adjustment.validFrom(), adjustment.validUntil(), changes);
        }
        Instant floor = changes.floor(at);
        Instant higher = changes.higher(at);
        var goesOn = new Contents(
                version,
                contents.prices().stream()
                        .filter(price -> isInForce(price.validFrom(), price.validUntil(), at))
                        .map(Price::untilFurtherNotice)
                        .toList(),
                contents.names(),
                contents.providerAliases(),
                contents.adjustments().stream()
                        .filter(adjustment -> isInForce(adjustment.validFrom(), adjustment.validUntil(), at))
                        .map(Adjustment::untilFurtherNotice)
                        .toList());
        return new GoingOn(
                floor == null ? Instant.MIN : floor, higher == null ? Instant.MAX : higher, new PriceBook(goesOn));
    }

    private static void addEnds(Instant from, @Nullable Instant until, SortedSet<Instant> ends) {
        ends.add(from);
        if (until != null) {
            ends.add(until);
        }
    }

    private static boolean isInForce(Instant from, @Nullable Instant until, Instant at) {
        return !at.isBefore(from) && (until == null || at.isBefore(until));
    }

    /** How the request's model was recognised: exact, alias, snapshot or pattern; null: not at all. */
    public @Nullable String modelMatchedBy(Price price, RatingRequest request) {
        if (price.model().equals(request.model())) {
            return "exact";
        }
        ModelNames.Match match = names.find(price.provider(), request.model(), price.model()::equals);
        return match == null ? null : match.by().name().toLowerCase(Locale.ROOT);
    }

    /**
     * What the request would be charged by, whether or not all that it used has a rate; null: nothing,
     * {@link #whyNoPrice} says why. A tenant's contract beats the list; in each, the exact model id beats another name
     * of it.
     */
    public @Nullable Terms termsFor(RatingRequest request) {
        var contract = contracts.get(request.tenant());
        Terms agreed = contract == null ? null : termsFor(contract, request);
        Terms terms = agreed != null ? agreed : termsFor(list, request);
        return terms == null ? null : adjustments.on(terms, request);
    }

    /**
     * What a request is charged by where its price list is known already, as it is of a booked one: that list, with what the
     * region adds and the tenant is spared at its time. The list need not be in the book any more.
     */
    public Terms termsOf(Price price, RatingRequest request) {
        return adjustments.on(Terms.plain(price), request);
    }

    /**
     * The instants inside a span at which requests like that one may come to cost something else: a price list begins or
     * ends, or an hour of the week that a list applies in, or an uplift or a discount. Between two of them only the
     * number of input tokens picks the terms.
     *
     * @param request its time and meters do not matter
     */
    public SortedSet<Instant> changesWithin(RatingRequest request, Span span) {
        var changes = new TreeSet<Instant>();
        for (var buyer : List.of(contracts.getOrDefault(request.tenant(), Map.of()), list)) {
            ModelLists lists = listsOf(buyer, request);
            RegionalLists regional = lists == null ? null : lists.byTier().get(request.serviceTier());
            if (regional != null) {
                regional.addChanges(request.region(), span, changes);
            }
        }
        adjustments.addChanges(request, span, changes);
        return changes;
    }

    /** The model whose price lists a name stands for at a provider, for that tenant or for everybody; null: there is none. */
    public @Nullable String modelNamed(String tenant, String provider, String name) {
        for (var buyer : List.of(contracts.getOrDefault(tenant, Map.of()), list)) {
            for (String seller : sellers(provider)) {
                ModelLists lists = listsOf(buyer, seller, name);
                if (lists != null) {
                    return lists.model();
                }
            }
        }
        return null;
    }

    /** The providers that have list prices for a model of that name. */
    public SortedSet<String> providersOf(String name) {
        var providers = new TreeSet<String>();
        for (String provider : list.keySet()) {
            if (listsOf(list, provider, name) != null) {
                providers.add(provider);
            }
        }
        return providers;
    }

    private List<String> sellers(String provider) {
        var sellers = new ArrayList<String>(List.of(provider));
        sellers.addAll(providerAliases.getOrDefault(provider, List.of()));
        return sellers;
    }

    private @Nullable Terms termsFor(Map<String, ProviderLists> buyer, RatingRequest request) {
        ModelLists lists = listsOf(buyer, request);
        RegionalLists regional = lists == null ? null : lists.byTier().get(request.serviceTier());
        return regional == null ? null : regional.at(request);
    }

    /** By the provider's name as it came, else by the provider that this is another name of. */
    private @Nullable ModelLists listsOf(Map<String, ProviderLists> buyer, RatingRequest request) {
        ModelLists lists = listsOf(buyer, request.provider(), request.model());
        if (lists != null) { // nearly always: nothing is made for it
            return lists;
        }
        for (String provider : providerAliases.getOrDefault(request.provider(), List.of())) {
            lists = listsOf(buyer, provider, request.model());
            if (lists != null) {
                return lists;
            }
        }
        return null;
    }

    private @Nullable ModelLists listsOf(Map<String, ProviderLists> buyer, String provider, String name) {
        ProviderLists lists = buyer.get(provider);
        if (lists == null) {
            return null;
        }
        ModelLists exact = lists.byModel.get(name);
        return exact != null ? exact : byOtherName(lists, provider, name);
    }

    /** Names are looked for once: a pattern is dear, and traffic repeats its names. */
    private @Nullable ModelLists byOtherName(ProviderLists lists, String provider, String name) {
        Optional<ModelLists> known = lists.byOtherName.get(name);
        if (known == null) {
            ModelNames.Match match = names.find(provider, name, lists.byModel::containsKey);
            known = Optional.ofNullable(match == null ? null : lists.byModel.get(match.model()));
            if (lists.byOtherName.size() >= MOST_REMEMBERED_NAMES) {
                lists.byOtherName.clear();
            }
            lists.byOtherName.put(name, known);
        }
        return known.orElse(null);
    }

    private static Unpriced whyNoCost(Terms terms, RatingRequest request) {
        Meter unpriced = Objects.requireNonNull(terms.charged().unpricedMeter(request.meters()));
        return new Unpriced(
                UnpricedReason.METER_UNPRICED,
                "price " + terms.price().priceId() + " of " + named(request) + " has no rate for " + unpriced.id()
                        + ", of which the event has " + request.meters().quantity(unpriced));
    }

    /** Why nothing prices the request, where {@link #termsFor} found nothing. */
    public Unpriced whyNoPrice(RatingRequest request) {
        var known = new TreeSet<String>();
        for (var buyer : List.of(contracts.getOrDefault(request.tenant(), Map.of()), list)) {
            var lists = listsOf(buyer, request);
            known.addAll(lists == null ? List.of() : lists.byTier().keySet());
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
        return new Unpriced(
                UnpricedReason.NO_PRICE_AT_TIME,
                "no price list of " + named(request) + " in service tier '" + request.serviceTier() + "'"
                        + (request.region().isEmpty() ? "" : " in region '" + request.region() + "'") + " is valid at "
                        + request.at());
    }

    private static String named(RatingRequest request) {
        return "model '" + request.model() + "' of provider '" + request.provider() + "'";
    }
}
