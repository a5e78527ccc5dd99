package io.tokenledger.report.recommendation;

import org.jspecify.annotations.Nullable;

/**
 * Where usage runs.
 *
 * @param model as the price book names it
 * @param serviceTier null: whichever
 * @param reasoningEffort null: whichever
 */
record Place(
        String provider,
        String model,
        @Nullable String serviceTier,
        @Nullable String reasoningEffort) {
    static Place of(String provider, String model) {
        return new Place(provider, model, null, null);
    }

    Place inTier(String tier) {
        return new Place(provider, model, tier, reasoningEffort);
    }

    Place atEffort(String effort) {
        return new Place(provider, model, serviceTier, effort);
    }

    /** Whether there may be usage that runs in both. */
    boolean overlaps(Place other) {
        return provider.equals(other.provider)
                && model.equals(other.model)
                && mayBeSame(serviceTier, other.serviceTier)
                && mayBeSame(reasoningEffort, other.reasoningEffort);
    }

    private static boolean mayBeSame(@Nullable String one, @Nullable String other) {
        return one == null || other == null || one.equals(other);
    }
}
