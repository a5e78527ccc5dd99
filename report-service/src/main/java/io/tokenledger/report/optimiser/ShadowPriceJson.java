package io.tokenledger.report.optimiser;

import io.tokenledger.report.money.Money;
import io.tokenledger.report.optimiser.mix.Fraction;
import io.tokenledger.report.optimiser.mix.MixOutcome;
import java.math.BigInteger;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What quality costs at the mix: the slope of the lowest cost, to the left and to the right. */
@Schema(name = "OptimisationShadowPrice")
public record ShadowPriceJson(
        @Schema(description = "What giving up the last bit of quality would save, per point", examples = "7.2")
        String lastPointSaves,

        @Schema(description = "What the next bit of quality costs, per point; null: there is none", examples = "7.2")
        @Nullable
        String nextPointCosts,

        @Schema(
                description = "What a unit of the currency more buys; null: nothing, or the next bit costs nothing",
                examples = "0.138888888889")
        @Nullable
        String pointsPerCurrencyUnit) {
    private static final Fraction PICO = Fraction.of(BigInteger.TEN.pow(12));

    static ShadowPriceJson of(MixOutcome.Optimal optimal) {
        Fraction next = optimal.nextPointPico();
        return new ShadowPriceJson(
                Money.exact(optimal.lastPointPico().rounded()),
                next == null ? null : Money.exact(next.rounded()),
                next == null || next.signum() == 0 ? null : PICO.dividedBy(next).text(OptimisationJson.PLACES));
    }
}
