package io.tokenledger.report.recommendation;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant allows. No move is recommended that would break it.
 *
 * @param allowedProviders empty: any
 * @param allowedRegions empty: any; else usage whose region is another one, or not known, is not moved
 */
public record Constraints(
        List<MinimumScore> minimumScores,
        List<String> allowedProviders,
        List<String> allowedRegions,
        List<Deferrable> deferrable) {
    /** Everything is allowed, and nothing is known to be able to wait. */
    public static final Constraints NONE = new Constraints(List.of(), List.of(), List.of(), List.of());

    public Constraints {
        minimumScores = List.copyOf(minimumScores);
        allowedProviders = List.copyOf(allowedProviders);
        allowedRegions = List.copyOf(allowedRegions);
        deferrable = List.copyOf(deferrable);
    }

    /**
     * A benchmark that a model must reach, or of a hybrid the mean over its requests. A model that was not tried on it
     * does not.
     *
     * @param app null: in every app
     */
    public record MinimumScore(
            String benchmark, BigDecimal score, @Nullable String app) {
        boolean isFor(String other) {
            return app == null || app.equals(other);
        }
    }

    /**
     * How much of an app's work can wait for a day.
     *
     * @param share of its requests, from 0 to 1
     */
    public record Deferrable(String app, BigDecimal share) {}

    boolean allowsProvider(String provider) {
        return allowedProviders.isEmpty() || allowedProviders.contains(provider);
    }

    /** Null as a region: not known. */
    boolean allowsRegion(@Nullable String region) {
        return allowedRegions.isEmpty() || (region != null && allowedRegions.contains(region));
    }

    List<MinimumScore> minimumScoresOf(String app) {
        return minimumScores.stream().filter(minimum -> minimum.isFor(app)).toList();
    }

    /** Null: nobody said. */
    @Nullable
    BigDecimal deferrableShare(String app) {
        return deferrable.stream()
                .filter(part -> part.app().equals(app))
                .map(Deferrable::share)
                .findFirst()
                .orElse(null);
    }
}
