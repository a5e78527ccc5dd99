package io.tokenledger.report.prices;

import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.rating.Adjustment;
import io.tokenledger.pricing.rating.Price;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.RatingRequest;
import io.tokenledger.pricing.rating.Terms;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The uplifts and discounts that a tenant's usage was ever rated with. An entry of the ledger names its price list and the
 * version of the book; with the time of the event that says what each of its units was charged. Pure.
 */
public final class PriceHistory {
    /** The state of entries that do not say by which version of the book they were rated. */
    public static final int UNKNOWN_STATE = -1;

    private static final Meters NONE_USED = Meters.builder().build();

    /**
     * An uplift or a discount, and when it was believed in.
     *
     * @param fromVersion of the book, inclusive
     * @param untilVersion exclusive; null: until further notice
     */
    public record Believed(
            Adjustment adjustment,
            long fromVersion,
            @Nullable Long untilVersion) {
        boolean isAt(long version) {
            return fromVersion <= version && (untilVersion == null || version < untilVersion);
        }
    }

    private final String tenant;
    private final List<Believed> adjustments;
    private final List<Long> versions;
    private final List<Instant> instants;
    private final Map<Integer, PriceBook> books = new HashMap<>();

    /**
     * The history of one tenant.
     *
     * @param adjustments all of the tenant, and all that are for everybody
     */
    public PriceHistory(String tenant, List<Believed> adjustments) {
        this.tenant = tenant;
        this.adjustments = List.copyOf(adjustments);
        SortedSet<Long> changes = new TreeSet<>();
        SortedSet<Instant> ends = new TreeSet<>();
        for (Believed believed : adjustments) {
            changes.add(believed.fromVersion());
            if (believed.untilVersion() != null) {
                changes.add(believed.untilVersion());
            }
            ends.add(believed.adjustment().validFrom());
            if (believed.adjustment().validUntil() != null) {
                ends.add(believed.adjustment().validUntil());
            }
        }
        this.versions = List.copyOf(changes);
        this.instants = List.copyOf(ends);
    }

    /** The versions at which uplifts or discounts changed, ascending: state 0 is before the first, state n from the n-th on. */
    public List<Long> versions() {
        return versions;
    }

    /** The instants at which one begins or ends, ascending: stretch 0 is before the first, stretch n from the n-th on. */
    public List<Instant> instants() {
        return instants;
    }

    /**
     * What usage of that region was charged by that price list.
     *
     * @param region {@code ""}: not known
     * @param state of the book, as {@link #versions} counts them
     * @param stretch of the event's own time, as {@link #instants} counts them
     */
    public Terms terms(Price price, String region, int state, int stretch) {
        Instant at = instants.isEmpty()
                ? Instant.EPOCH
                : stretch == 0 ? instants.getFirst().minusSeconds(1) : instants.get(stretch - 1);
        var request =
                new RatingRequest(tenant, price.provider(), price.model(), price.serviceTier(), region, at, NONE_USED);
        return books.computeIfAbsent(state, this::book).termsOf(price, request);
    }

    private PriceBook book(int state) {
        long version = state == 0 ? -1 : versions.get(state - 1);
        var standing = adjustments.stream()
                .filter(believed -> believed.isAt(version))
                .map(Believed::adjustment)
                .toList();
        return new PriceBook(new PriceBook.Contents(version, List.of(), List.of(), Map.of(), standing));
    }
}
