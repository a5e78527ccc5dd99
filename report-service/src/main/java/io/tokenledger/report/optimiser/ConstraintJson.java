package io.tokenledger.report.optimiser;

import io.tokenledger.report.money.Money;
import io.tokenledger.report.optimiser.mix.Fraction;
import io.tokenledger.report.optimiser.mix.MixOutcome;
import io.tokenledger.report.optimiser.mix.Objective;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the question limits, and where the mix is beside that. */
@Schema(name = "OptimisationConstraint")
public record ConstraintJson(
        @Schema(enumeration = {"minimum_quality", "maximum_cost"})
        String name,

        @Schema(examples = "65") String limit,

        @Schema(description = "Whether the mix is just at the limit; null where there is no mix") @Nullable
        Boolean binding,

        @Schema(description = "How far the mix is inside the limit; negative: outside of it, so it is out of reach")
        @Nullable
        String slack) {

    static ConstraintJson of(Objective objective, @Nullable MixOutcome outcome) {
        Fraction slack =
                switch (outcome) {
                    case null -> null;
                    case MixOutcome.Optimal optimal -> optimal.slack();
                    case MixOutcome.OutOfReach missed -> missed.missing().negated();
                };
        Boolean binding = slack == null ? null : slack.signum() == 0;
        return switch (objective) {
            case Objective.CheapestAtQuality asked ->
                new ConstraintJson(
                        "minimum_quality",
                        OptimisationJson.plain(asked.minimumQuality()),
                        binding,
                        slack == null ? null : slack.text(OptimisationJson.PLACES));
            case Objective.BestWithinBudget asked ->
                new ConstraintJson(
                        "maximum_cost",
                        Money.exact(asked.maximumPico()),
                        binding,
                        slack == null ? null : Money.exact(slack.rounded()));
        };
    }
}
