package io.tokenledger.pricing.rating;

import io.tokenledger.contract.Meter;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Uplifts and discounts as they are believed in at one version of the book. Prices of a contract are final. */
final class Adjustments {
    private record Key(long priceId, long upliftId, long discountId) {}

    private static final Comparator<Adjustment> MOST_PARTICULAR_FIRST =
            Comparator.comparingInt(Adjustment::particularity).reversed();

    private final Map<String, List<Adjustment>> upliftsByRegion;
    private final Map<String, List<Adjustment>> discountsByTenant;
    private final Map<Key, Terms> terms = new ConcurrentHashMap<>();

    Adjustments(Collection<Adjustment> adjustments) {
        this.upliftsByRegion = adjustments.stream()
                .filter(adjustment -> adjustment.kind() == Adjustment.Kind.UPLIFT)
                .sorted(MOST_PARTICULAR_FIRST)
                .collect(Collectors.groupingBy(Adjustment::region));
        this.discountsByTenant = adjustments.stream()
                .filter(adjustment -> adjustment.kind() == Adjustment.Kind.DISCOUNT)
                .sorted(MOST_PARTICULAR_FIRST)
                .collect(Collectors.groupingBy(Adjustment::tenant));
    }

    /** The price list with what is added and taken off for that request. */
    Terms on(Terms plain, RatingRequest request) {
        Price price = plain.price();
        if (!price.tenant().isEmpty()) {
            return plain;
        }
        Adjustment uplift =
                price.region().isEmpty() ? find(upliftsByRegion, request.region(), price, request.at()) : null;
        Adjustment discount = find(discountsByTenant, request.tenant(), price, request.at());
        if (uplift == null && discount == null) {
            return plain;
        }
        var key = new Key(price.priceId(), id(uplift), id(discount));
        Terms known = terms.get(key);
        if (known != null && known.price().equals(price)) {
            return known;
        }
        Rates list = uplift == null ? price.rates() : price.rates().times(uplift.millionths(), Adjustments::isToken);
        Rates charged = discount == null ? list : list.times(discount.millionths(), _ -> true);
        var made = new Terms(price, uplift, discount, list, charged);
        terms.put(key, made);
        return made;
    }

    /** The instants inside the span at which an uplift or a discount of such requests may begin or end. */
    void addChanges(RatingRequest request, Span span, SortedSet<Instant> changes) {
        for (Adjustment uplift : upliftsByRegion.getOrDefault(request.region(), List.of())) {
            uplift.addChanges(span, changes);
        }
        for (Adjustment discount : discountsByTenant.getOrDefault(request.tenant(), List.of())) {
            discount.addChanges(span, changes);
        }
    }

    private static boolean isToken(Meter meter) {
        return meter.side() != Meter.Side.UNITS;
    }

    private static long id(@Nullable Adjustment adjustment) {
        return adjustment == null ? 0 : adjustment.adjustmentId();
    }

    private static @Nullable Adjustment find(
            Map<String, List<Adjustment>> byOwner, String owner, Price price, Instant at) {
        if (owner.isEmpty() || byOwner.isEmpty()) {
            return null;
        }
        for (Adjustment adjustment : byOwner.getOrDefault(owner, List.of())) {
            if (adjustment.appliesTo(price, at)) {
                return adjustment;
            }
        }
        return null;
    }
}
