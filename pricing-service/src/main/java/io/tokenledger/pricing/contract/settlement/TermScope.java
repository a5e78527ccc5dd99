package io.tokenledger.pricing.contract.settlement;

import io.tokenledger.pricing.ledger.UsageDimension;
import io.tokenledger.pricing.rating.Glob;
import java.util.Comparator;

/**
 * The usage that a term is about, compared with the texts as reports show them.
 *
 * @param model {@code ""}: every model; {@code *} stands for any characters
 * @param serviceTier {@code ""}: every tier
 * @param region {@code ""}: every region or deployment
 */
public record TermScope(String provider, String model, String serviceTier, String region) {
    private static final char ANY = '*';

    /** The more particular scope first: by model (exact, longer pattern, every), then tier, then region. */
    static final Comparator<TermScope> MOST_PARTICULAR_FIRST = Comparator.comparingInt(TermScope::modelRank)
            .thenComparing(scope -> scope.model.length(), Comparator.reverseOrder())
            .thenComparing(scope -> scope.serviceTier.isEmpty())
            .thenComparing(scope -> scope.region.isEmpty());

    private int modelRank() {
        if (model.isEmpty()) {
            return 2;
        }
        return model.indexOf(ANY) < 0 ? 0 : 1;
    }

    /** Whether that usage is meant. */
    public boolean covers(UsageDimension usage) {
        return provider.equals(usage.provider())
                && (model.isEmpty() || Glob.matches(model, usage.model()))
                && (serviceTier.isEmpty() || serviceTier.equals(usage.serviceTier()))
                && (region.isEmpty() || region.equals(usage.region()));
    }

    @Override
    public String toString() {
        return provider + " " + (model.isEmpty() ? "every model" : model)
                + (serviceTier.isEmpty() ? "" : " " + serviceTier)
                + (region.isEmpty() ? "" : " in " + region);
    }
}
