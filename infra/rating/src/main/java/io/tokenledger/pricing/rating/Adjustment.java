package io.tokenledger.pricing.rating;

import java.time.Instant;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A factor on list prices: what a region adds for everybody, or what a tenant is spared.
 *
 * @param tenant of a discount; {@code ""} for an uplift
 * @param model the model, a glob of models, or {@code ""}: any
 * @param serviceTier {@code ""}: any
 * @param region of an uplift; {@code ""} for a discount
 * @param millionths 1 100 000 adds a tenth, 850 000 is 15 % off
 * @param validUntil null: until further notice
 */
public record Adjustment(
        long adjustmentId,
        Kind kind,
        String tenant,
        String provider,
        String model,
        String serviceTier,
        String region,
        long millionths,
        Instant validFrom,
        @Nullable Instant validUntil) {

    /** What the factor is for. */
    public enum Kind {
        /** A region's surcharge on the token prices of everybody. */
        UPLIFT,
        /** A tenant's percentage off the list. */
        DISCOUNT
    }

    private static final long ONE = 1_000_000;

    public Adjustment {
        if (kind == Kind.UPLIFT ? millionths <= ONE : millionths < 0 || millionths >= ONE) {
            throw new IllegalArgumentException(kind + " by a factor of " + millionths + " millionths");
        }
    }

    /** The same without an end. */
    Adjustment untilFurtherNotice() {
        return new Adjustment(
                adjustmentId, kind, tenant, provider, model, serviceTier, region, millionths, validFrom, null);
    }

    boolean appliesTo(Price price, Instant at) {
        return provider.equals(price.provider())
                && (model.isEmpty() || Glob.matches(model, price.model()))
                && (serviceTier.isEmpty() || serviceTier.equals(price.serviceTier()))
                && !at.isBefore(validFrom)
                && (validUntil == null || at.isBefore(validUntil));
    }

    void addChanges(Span span, SortedSet<Instant> changes) {
        if (span.hasInside(validFrom)) {
            changes.add(validFrom);
        }
        if (validUntil != null && span.hasInside(validUntil)) {
            changes.add(validUntil);
        }
    }

    /** The more, the more particular: a model before a glob before any model, then a tier before any tier. */
    int particularity() {
        int ofModel = model.isEmpty() ? 0 : model.indexOf('*') >= 0 ? 1 + model.length() : 10_000;
        return 2 * ofModel + (serviceTier.isEmpty() ? 0 : 1);
    }
}
