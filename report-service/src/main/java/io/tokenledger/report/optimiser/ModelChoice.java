package io.tokenledger.report.optimiser;

import io.tokenledger.report.whatif.Target;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A model that usage may be moved to. What is null stays as it was; with no provider, the usage's own provider where that
 * sells the model, else the model's home.
 */
@Schema(name = "OptimisationModel")
public record ModelChoice(
        @Nullable String provider,
        String model,
        @Nullable String serviceTier,
        @Nullable String reasoningEffort,
        @Nullable String region) {

    Target target() {
        return new Target(provider, model, serviceTier, reasoningEffort, region);
    }

    /** Whether usage from there is there already, so that nothing would move. */
    boolean isWhere(MoveCosts.Source source) {
        return model.equals(source.model())
                && (provider == null || provider.equals(source.provider()))
                && (serviceTier == null || serviceTier.equals(source.serviceTier()))
                && (reasoningEffort == null || reasoningEffort.equals(source.reasoningEffort()))
                && region == null;
    }
}
