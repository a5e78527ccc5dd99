package io.tokenledger.report.optimiser;

import io.tokenledger.report.money.Money;
import io.tokenledger.report.optimiser.mix.Fraction;
import io.tokenledger.report.optimiser.mix.Mix;
import java.math.BigInteger;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The mix as a whole.
 *
 * @param savings beside where everything is; negative: the mix costs more
 * @param savingsPercent of the baseline, at 6 places; null where that is not greater than zero
 */
@Schema(name = "OptimisationMix")
public record MixJson(
        @Schema(examples = "52") String cost,

        @Schema(description = "Mean score of the requests that have one", examples = "65")
        String quality,

        @Schema(examples = "108") String savings,
        @Schema(examples = "67.5") @Nullable String savingsPercent) {
    private static final int PERCENT_PLACES = 6;
    private static final Fraction HUNDRED = Fraction.of(BigInteger.valueOf(100));

    static MixJson of(Mix mix, BigInteger baselinePico) {
        Fraction savings = Fraction.of(baselinePico).minus(mix.costPico());
        return new MixJson(
                Money.exact(mix.costPico().rounded()),
                mix.quality().text(OptimisationJson.PLACES),
                Money.exact(savings.rounded()),
                baselinePico.signum() <= 0
                        ? null
                        : savings.times(HUNDRED)
                                .dividedBy(Fraction.of(baselinePico))
                                .text(PERCENT_PLACES));
    }
}
